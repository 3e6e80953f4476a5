import type { Page } from '@causeway/inventory';
import type { Entity, Row } from '../entity.ts';
import type { ReadPage } from '../lists/stream-rows.ts';
import { type FeedQuery, pageQueryOf } from './feed-query.ts';

/** Of an answer; a client reads on at `@odata.nextLink`. */
export const MOST_ROWS_A_FEED_PAGE = 1_000;

/** How many rows a client wants at once (OData 4.0 part 1, section 8.2.8.5); undefined when it does not say, and never more than a page. */
export function preferredRows(prefer: string | undefined): number | undefined {
  const digits = /(?:^|[,;\s])(?:odata\.)?maxpagesize\s*=\s*(\d{1,9})(?![\w.])/i.exec(prefer ?? '')?.[1];
  if (digits === undefined || Number(digits) === 0) return undefined;
  return Math.min(Number(digits), MOST_ROWS_A_FEED_PAGE);
}

/** One page of a set; `next` is there only when the client wants more than it. */
export async function readFeedPage(
  read: ReadPage,
  query: FeedQuery,
  {
    entity,
    atMost = MOST_ROWS_A_FEED_PAGE,
  }: { readonly entity: Entity; readonly atMost?: number | undefined },
): Promise<Page<Row>> {
  const { $top = Number.POSITIVE_INFINITY } = query;
  const limit = Math.min($top, atMost);
  const page = await read({ ...pageQueryOf(query, entity), limit: Math.max(limit, 1) });
  const rows = page.rows.slice(0, limit);
  return { ...page, rows, next: rows.length < $top && $top > 0 ? page.next : undefined };
}
