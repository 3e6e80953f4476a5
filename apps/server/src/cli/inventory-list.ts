import { once } from 'node:events';
import { MOST_ROWS_A_PAGE } from '@causeway/contract';
import type { PageView } from '@causeway/contract/admin';
import { visible } from '@causeway/errors';
import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { formatTable } from './print.ts';
import { wholeNumber } from './read-option.ts';

/** As many lines as a person looks through; a file or a program gets all. */
const SHOWN_ROWS = 100;

export interface ListOptions {
  readonly search?: string;
  readonly filter?: string;
  readonly order?: string;
  readonly limit?: number;
  readonly archived?: string;
  readonly state?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** A list of the API, and how a row of it is shown. */
export interface InventoryList<Row> {
  readonly path: string;
  readonly headings: readonly string[];
  cells(row: Row): readonly string[];
}

/** What every list of an inventory can be asked for. */
export function withListOptions(command: Command): Command {
  return command
    .option('--search <words>', 'rows with words that begin so')
    .option('--filter <filter>', "such as: osFamily eq 'linux' and memoryBytes ge 8000000000")
    .option('--order <columns>', 'such as: memoryBytes desc, name')
    .option(
      '--limit <n>',
      `so many rows (default: ${SHOWN_ROWS} in a table, all as JSON and CSV)`,
      wholeNumber,
    )
    .option('--json', 'one JSON document')
    .option('--csv', 'CSV with every column');
}

/** Prints it as a table, a JSON document or CSV. */
export async function printList<Row>(
  context: CommandContext,
  list: InventoryList<Row>,
  options: ListOptions,
): Promise<void> {
  if (options.csv) return printCsv(context, list.path, options);
  const { json, limit = json ? Number.POSITIVE_INFINITY : SHOWN_ROWS } = options;
  const { rows, hasMore } = await readRows<Row>(context, list.path, { ...options, limit });
  if (json) return context.printJson(rows);
  context.print(formatTable(list.headings, rows.map(list.cells)));
  if (hasMore)
    context.note(`There are more: --limit shows more than ${rows.length}, --search and --filter find some.`);
}

async function readRows<Row>(
  context: CommandContext,
  path: string,
  options: ListOptions & { readonly limit: number },
): Promise<{ readonly rows: readonly Row[]; readonly hasMore: boolean }> {
  const api = await context.api();
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const limit = Math.min(MOST_ROWS_A_PAGE, options.limit - rows.length);
    const page: PageView<Row> = await api.get(`${path}${queryOf(options, { limit: String(limit), after })}`);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined && rows.length < options.limit);
  return { rows, hasMore: after !== undefined };
}

async function printCsv(context: CommandContext, path: string, options: ListOptions): Promise<void> {
  const { limit } = options;
  const query = queryOf(options, { format: 'csv', limit: limit === undefined ? undefined : String(limit) });
  await printCsvOf(context, `${path}${query}`);
}

/** As it comes, so that a long one needs no memory. Lines end as they do here, not with the CRLF of RFC 4180. */
export async function printCsvOf(context: CommandContext, path: string): Promise<void> {
  const { stdout, signal } = context.surroundings;
  let rest = '';
  for await (const chunk of (await context.api()).text(path)) {
    // The end of a line may come in two pieces.
    const text = rest + chunk;
    rest = text.endsWith('\r') ? '\r' : '';
    const whole = text.slice(0, text.length - rest.length).replaceAll('\r\n', '\n');
    if (!stdout.write(visible(whole))) await once(stdout, 'drain', { signal });
  }
}

type Query = Readonly<Record<string, string | undefined>>;

function queryOf({ search, filter, order, archived, state }: ListOptions, more: Query): string {
  const all: Query = { search, filter, order, archived, state, ...more };
  const given = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value.toWellFormed())}`],
  );
  return `?${given.join('&')}`;
}
