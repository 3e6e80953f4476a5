import { changeStates } from '@causeway/contract';
import type { ChangeView } from '@causeway/contract/admin';
import { formatError } from '@causeway/errors';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { wholeNumber } from '../cli/read-option.ts';
import { watchChange } from '../cli/watch-change.ts';

const changePath = (id: string) => `/changes/${encodeURIComponent(id)}`;

interface ListOptions {
  readonly tenant?: string;
  readonly state?: string;
  readonly before?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** change list, show, watch and undo. */
export function addChangeCommands(program: Command, context: CommandContext): void {
  const change = program.command('change').description('planned alterations, as steps with undo');
  change
    .command('list')
    .description('changes, newest first')
    .option('--tenant <tenant>', 'only of this tenant')
    .addOption(new Option('--state <state>', 'only in this state').choices(changeStates))
    .option('--before <change>', 'those that were asked for before this one')
    .option('--limit <n>', 'how many', wholeNumber, 100)
    .option('--json', 'one JSON document')
    .action(async ({ json, ...wanted }: ListOptions) => {
      const changes = await (await context.api()).get<ChangeView[]>(`/changes?${queryOf(wanted)}`);
      if (json) return context.printJson(changes);
      const rows = changes.map((view) => [
        view.id,
        view.tenants.join(', '),
        view.state,
        formatTime(view.requestedAt),
        view.requestedBy,
        view.error?.code ?? '-',
      ]);
      context.print(formatTable(['CHANGE', 'TENANTS', 'STATE', 'REQUESTED', 'BY', 'ERROR'], rows));
    });
  change
    .command('show')
    .argument('<change>')
    .option('--json', 'one JSON document')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<ChangeView>(changePath(id));
      context.print(json ? JSON.stringify(view) : describe(view));
    });
  change
    .command('watch')
    .description('follow a change to its end')
    .argument('<change>')
    .option('--json', 'one JSON document at the end')
    .action(async (id: string, { json }: { json?: boolean }) => {
      await watchChange(await context.api(), id, { context, json: json === true });
    });
  change
    .command('undo')
    .description('stop a change that is not done and put everything back')
    .argument('<change>')
    .action(async (id: string) => {
      const view = await (await context.api()).post<ChangeView>(`${changePath(id)}/undo`);
      context.print(`Change ${view.id} is ${view.state}.`);
    });
}

function queryOf(wanted: Omit<ListOptions, 'json'>): string {
  return Object.entries(wanted)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`)
    .join('&');
}

function describe(view: ChangeView): string {
  const lines = [
    `change     ${view.id} of ${view.tenants.join(', ')}`,
    `state      ${view.state}`,
    `requested  ${formatTime(view.requestedAt)} by ${view.requestedBy}`,
    ...view.steps.map(({ title, state, startedAt, endedAt }) => {
      const took = startedAt !== null && endedAt !== null ? ` (${endedAt - startedAt} ms)` : '';
      return `  ${state.padEnd(8)} ${title}${took}`;
    }),
  ];
  if (view.error !== null) lines.push(formatError(view.error));
  return lines.join('\n');
}
