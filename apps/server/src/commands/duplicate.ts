import type { DuplicatePage, DuplicateView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatAge } from '../cli/format-age.ts';
import { formatTable, formatTime } from '../cli/print.ts';

const duplicatesPath = (tenant: string) => `/tenants/${encodeURIComponent(tenant)}/duplicates`;

/** duplicate list, confirm and split. */
export function addDuplicateCommands(program: Command, context: CommandContext): void {
  const duplicate = program.command('duplicate').description('computers that may be one, for you to say');
  duplicate
    .command('list')
    .argument('<tenant>')
    .option('--state <state>', 'open, confirmed or split', 'open')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { state, json }: { state: string; json?: boolean }) => {
      const pairs = await allDuplicates(tenant, state, context);
      if (json) return context.printJson(pairs);
      const headings = ['ID', 'STATE', 'FOUND', 'WHY', 'ONE', 'OTHER'];
      context.print(
        formatTable(
          headings,
          pairs.map((pair) => cellsOf(pair, context.surroundings.now())),
        ),
      );
    });
  addVerb(duplicate, context, {
    verb: 'confirm',
    description: 'they are one: the one that reported longer ago is archived, and its client retired',
    said: 'one',
  });
  addVerb(duplicate, context, { verb: 'split', description: 'they are two: both stay', said: 'two' });
}

interface Verb {
  readonly verb: string;
  readonly description: string;
  readonly said: string;
}

function addVerb(duplicate: Command, context: CommandContext, { verb, description, said }: Verb): void {
  duplicate
    .command(verb)
    .description(description)
    .argument('<tenant>')
    .argument('<duplicate>', 'its id')
    .action(async (tenant: string, id: string) => {
      const path = `${duplicatesPath(tenant)}/${encodeURIComponent(id)}/${verb}`;
      const pair = await (await context.api()).post<DuplicateView>(path);
      const [one, other] = pair.computers.map(({ name, id: own }) => `${name} (${own})`);
      context.print(`${one} and ${other} are ${said}.`);
      for (const line of describeArchived(pair)) context.print(line);
    });
}

/** A client that reports another machine as well goes on. */
const RETIRED = ', and its client retired unless it reports another computer, too';

/** Of two that are two, one may have been archived before: that is no news. Of two under one id no client is retired. */
function describeArchived({ kind, state, computers }: DuplicateView): string[] {
  if (state !== 'confirmed') return [];
  const [one, other] = computers;
  const end = kind === 'same-machine' && one.clientId !== other.clientId ? RETIRED : '';
  return computers
    .filter(({ archivedAt }) => archivedAt !== null)
    .map(({ name, id }) => `${name} (${id}) is archived${end}.`);
}

function cellsOf(
  { id, state, foundAt, kind, shared, computers }: DuplicateView,
  now: number,
): readonly string[] {
  const why =
    kind === 'same-machine'
      ? `one machine under two clients: ${shared}`
      : `two machines under one id: ${shared}`;
  const described = computers.map(
    (row) => `${row.name} (${row.id}), reported ${formatAge(row.inventoryAt, now)}`,
  );
  return [String(id), state, formatTime(foundAt), why, ...described];
}

async function allDuplicates(
  tenant: string,
  state: string,
  context: CommandContext,
): Promise<DuplicateView[]> {
  const api = await context.api();
  const pairs: DuplicateView[] = [];
  const query = `?limit=1000&state=${encodeURIComponent(state.toWellFormed())}`;
  let after: number | undefined;
  do {
    const path = `${duplicatesPath(tenant)}${query}${after === undefined ? '' : `&after=${after}`}`;
    const page: DuplicatePage = await api.get(path);
    pairs.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return pairs;
}
