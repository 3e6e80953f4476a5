import type { ComputerChangeView, ComputerDetailsView, ComputerView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { computerList } from '../cli/computer-list.ts';
import { type InventoryList, type ListOptions, printList, withListOptions } from '../cli/inventory-list.ts';
import { formatTime } from '../cli/print.ts';

const computersPath = (tenant: string) => `/tenants/${encodeURIComponent(tenant)}/computers`;
const computerPath = (tenant: string, computer: string) =>
  `${computersPath(tenant)}/${encodeURIComponent(computer)}`;

/** computer list, show, history, archive and restore. */
export function addComputerCommands(program: Command, context: CommandContext): void {
  const computer = program.command('computer').description('what the clients of a tenant report');
  withListOptions(computer.command('list').argument('<tenant>'))
    .option('--archived <which>', 'present, archived or all (default: present)')
    .action((tenant: string, options: ListOptions) =>
      printList(context, computerList(computersPath(tenant), context.surroundings.now()), options),
    );
  computer
    .command('show')
    .description('all that is known of a computer')
    .argument('<tenant>')
    .argument('<computer>', 'name or id')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, name: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<ComputerDetailsView>(computerPath(tenant, name));
      if (json) return context.printJson(view);
      const { describeComputer } = await import('../cli/describe-computer.ts');
      context.print(describeComputer(view));
    });
  withListOptions(
    computer
      .command('history')
      .description('what became another, newest first')
      .argument('<tenant>')
      .argument('<computer>', 'name or id'),
  ).action((tenant: string, name: string, options: ListOptions) =>
    printList(context, historyOf(computerPath(tenant, name)), options),
  );
  addVerb(computer, context, {
    verb: 'archive',
    description: 'take a computer out of the lists; its next report brings it back',
    said: 'is archived',
  }).option('--reason <words>', 'kept in the audit');
  addVerb(computer, context, {
    verb: 'restore',
    description: 'put an archived computer back',
    said: 'is in the lists again',
  });
}

interface Verb {
  readonly verb: string;
  readonly description: string;
  readonly said: string;
}

function addVerb(computer: Command, context: CommandContext, { verb, description, said }: Verb): Command {
  return computer
    .command(verb)
    .description(description)
    .argument('<tenant>')
    .argument('<computer>', 'name or id')
    .action(async (tenant: string, name: string, body: { reason?: string }) => {
      const path = `${computerPath(tenant, name)}/${verb}`;
      const view = await (await context.api()).post<ComputerView>(path, body);
      context.print(`Computer ${view.name} (${view.id}) ${said}.`);
    });
}

function historyOf(path: string): InventoryList<ComputerChangeView> {
  return {
    path: `${path}/changes`,
    headings: ['WHEN', 'SECTION', 'CHANGE', 'WHAT', 'BEFORE', 'AFTER'],
    cells: ({ at, section, kind, what, before, after }) => [
      formatTime(at),
      section,
      kind,
      what,
      kind === 'changed' ? shorten(before) : '-',
      kind === 'changed' ? shorten(after) : '-',
    ],
  };
}

/** Longer ones are in the JSON of the list. */
const SHOWN_LENGTH = 50;

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
