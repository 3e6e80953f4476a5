import type { ComputerQuery, ComputerRow, Page } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import type { TenantSchema } from '../schema.ts';
import { computersFound, computersInOrder } from './computer-lists.ts';
import { countComputers } from './count-computers.ts';
import { countInstalled, FEW_COMPUTERS } from './count-installed.ts';
import { findCursor, readCount, readPage, withTotal } from './read-page.ts';

/**
 * So many rows are looked at in their order before all that fit are found and sorted. Where a few in a hundred fit a
 * page is full by then, after some milliseconds; to find and sort them among 100,000 takes some tens of milliseconds.
 */
const MOST_WALKED = 3_000;

/** @throws COLUMN_UNKNOWN, CURSOR_INVALID */
export async function readComputers(
  db: Kysely<TenantSchema>,
  query: ComputerQuery,
): Promise<Page<ComputerRow>> {
  const page = (await walk(db, query)) ?? (await readPage<ComputerRow>(db, computersFound(query), query));
  return withTotal(page, query, () => countComputers(db, query));
}

/** A page from the next rows in the order; undefined when these do not fill it and there are others. */
async function walk(db: Kysely<TenantSchema>, query: ComputerQuery): Promise<Page<ComputerRow> | undefined> {
  const list = computersInOrder(query);
  const { filter, search, softwareId } = query;
  if (softwareId !== undefined && (await readCount(db, countInstalled(softwareId))) <= FEW_COMPUTERS)
    return undefined;
  if (filter === undefined && search === undefined && softwareId === undefined)
    return readPage(db, list, query);
  // Of several columns in order no index knows the last row that is to be looked at.
  if (list.order.length > 1) return undefined;
  const { archived, after, order } = query;
  const upTo = await findCursor(db, computersInOrder({ archived, order, limit: 1 }), {
    after,
    skip: MOST_WALKED,
  });
  const page = await readPage<ComputerRow>(db, { ...list, upTo }, query);
  return page.next === undefined && upTo !== undefined ? undefined : page;
}
