import type { CountedGroup, GroupView, SetGroup } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable } from '../cli/print.ts';
import { wholeNumberOrTenant } from '../cli/read-option.ts';

const groupsPath = (tenant: string) => `/tenants/${encodeURIComponent(tenant)}/groups`;
const groupPath = (tenant: string, group: string) => `${groupsPath(tenant)}/${encodeURIComponent(group)}`;

/** group list, set and delete. */
export function addGroupCommands(program: Command, context: CommandContext): void {
  const group = program.command('group').description('clients with frequencies of their own');
  group
    .command('list')
    .description('the groups of a tenant, and how many clients are in each')
    .argument('<tenant>')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { json }: { json?: boolean }) => {
      const groups = await (await context.api()).get<CountedGroup[]>(groupsPath(tenant));
      if (json) return context.printJson(groups);
      const rows = groups.map((view) => [view.name, String(view.clients), ...frequenciesOf(view)]);
      context.print(formatTable(['GROUP', 'CLIENTS', 'POLL', 'INVENTORY', 'ACTIVE WINDOW'], rows));
    });
  addSet(group, context);
  group
    .command('delete')
    .description('delete a group that nobody is in')
    .argument('<tenant>')
    .argument('<group>')
    .action(async (tenant: string, name: string) => {
      await (await context.api()).delete(groupPath(tenant, name));
      context.print(`Group ${name} is deleted.`);
    });
}

function addSet(group: Command, context: CommandContext): void {
  group
    .command('set')
    .description('make a group, or change its frequencies; what is left out stays as it is')
    .argument('<tenant>')
    .argument('<group>', 'lower-case letters, digits and hyphens')
    .option(
      '--polling-interval-seconds <s>',
      'how often its clients ask for news; or `tenant`',
      wholeNumberOrTenant,
    )
    .option(
      '--inventory-interval-seconds <s>',
      'how often its clients send their inventory; or `tenant`',
      wholeNumberOrTenant,
    )
    .option(
      '--active-window-seconds <s>',
      'how long after its last contact a client of it counts as active; or `tenant`',
      wholeNumberOrTenant,
    )
    .option('--json', 'one JSON document')
    .action(async (tenant: string, name: string, { json, ...options }: SetOptions) => {
      const view = await (await context.api()).put<GroupView>(groupPath(tenant, name), toBody(options));
      if (json) return context.printJson(view);
      const [poll, inventory, window] = frequenciesOf(view);
      context.print(`Group ${view.name}: poll ${poll}, inventory ${inventory}, active window ${window}.`);
    });
}

type SetOptions = {
  readonly [Option in keyof SetGroup]: number | 'tenant';
} & { readonly json?: boolean };

function toBody(options: Omit<SetOptions, 'json'>): SetGroup {
  const given = Object.entries(options).map(([name, value]) => [name, value === 'tenant' ? null : value]);
  return Object.fromEntries(given);
}

function frequenciesOf(view: GroupView): string[] {
  const { pollingIntervalSeconds, inventoryIntervalSeconds, activeWindowSeconds } = view;
  return [pollingIntervalSeconds, inventoryIntervalSeconds, activeWindowSeconds].map((seconds) =>
    seconds === null ? 'as the tenant' : `${seconds} s`,
  );
}
