import type { ComputerQuery } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import type { TenantSchema } from '../schema.ts';
import { computersFound } from './computer-lists.ts';
import { countInstalled } from './count-installed.ts';
import { matchWords } from './match-words.ts';
import { countRows, readCount } from './read-page.ts';
import { type SqlText, sqlText } from './sql-text.ts';

/** How many there are in all pages together. */
export function countComputers(db: Kysely<TenantSchema>, query: ComputerQuery): Promise<number> {
  const counted = countedAlready(query);
  return counted === undefined ? countRows(db, computersFound(query)) : readCount(db, counted);
}

/** Where something knows without a look at every computer. */
function countedAlready({ archived, filter, search, softwareId }: ComputerQuery): SqlText | undefined {
  if (filter !== undefined || (archived ?? 'present') !== 'present') return undefined;
  const match = search === undefined ? undefined : matchWords(search);
  if (match !== undefined && softwareId === undefined) return foundNow(match);
  if (search !== undefined) return undefined;
  if (softwareId === undefined) return sqlText('select ifnull(sum("count"), 0) as "count" from os_counts');
  return countInstalled(softwareId);
}

/** All that the words know, without those of them that are archived. */
function foundNow(match: string): SqlText {
  const found = 'select rowid from computers_words where computers_words match ?';
  const archived = `select count(*) from computers c where c."archivedAt" > 0 and +c."id" in (${found})`;
  return sqlText(`select (select count(*) from (${found})) - (${archived}) as "count"`, match, match);
}
