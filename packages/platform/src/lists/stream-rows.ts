import type { Page, PageQuery } from '@causeway/inventory';
import type { Entity, Row } from '../entity.ts';
import { csvHeader, csvRow } from './format-csv.ts';

/** Rows in memory at a time: some hundred kilobytes. */
const ROWS_A_PAGE = 500;

export type ReadPage = (query: PageQuery) => Promise<Page<Row>>;

export interface StreamOptions {
  readonly entity: Entity;
  readonly format: 'csv' | 'jsonl';
  readonly query: Omit<PageQuery, 'limit'>;
  /** Rows in all; without it, to the last. */
  readonly limit: number;
}

/**
 * A list to its end as text, one page after the other: each is read when the one before has been taken. The first is
 * read here, so that a question that cannot be answered is refused before anything is sent.
 */
export async function streamRows(read: ReadPage, options: StreamOptions): Promise<AsyncIterable<string>> {
  const first = await read({ ...options.query, limit: Math.min(ROWS_A_PAGE, options.limit) });
  return linesFrom(first, read, options);
}

async function* linesFrom(
  first: Page<Row>,
  read: ReadPage,
  { entity, format, query, limit }: StreamOptions,
): AsyncIterable<string> {
  const line = (row: Row) => (format === 'csv' ? csvRow(row, entity) : `${JSON.stringify(row)}\n`);
  let page = first;
  let left = limit - page.rows.length;
  yield (format === 'csv' ? csvHeader(entity) : '') + page.rows.map(line).join('');
  while (page.next !== undefined && left > 0) {
    page = await read({ ...query, after: page.next, limit: Math.min(ROWS_A_PAGE, left) });
    left -= page.rows.length;
    yield page.rows.map(line).join('');
  }
}
