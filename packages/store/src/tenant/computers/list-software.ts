import type { Page, PageQuery, SoftwareId, SoftwareRow } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import { filterSql } from './filter-sql.ts';
import { countRows, readPage, withTotal } from './read-page.ts';
import { selectColumns, toRow } from './row-kind.ts';
import { softwareKind } from './row-kinds.ts';
import { searchSql } from './search-sql.ts';

const FROM = 'software s join software_counts n on n."softwareId" = s."id"';

export async function readSoftwareList(
  db: Kysely<TenantSchema>,
  query: PageQuery,
): Promise<Page<SoftwareRow>> {
  const where = [
    ...searchSql('software_words', 's."id"', query.search),
    ...(query.filter === undefined ? [] : [filterSql(softwareKind, query.filter)]),
  ];
  const list = { kind: softwareKind, from: FROM, where, order: query.order ?? ORDER };
  const page = await readPage<SoftwareRow>(db, list, query);
  return withTotal(page, query, () => countRows(db, list));
}

const ORDER = [{ column: 'name', direction: 'asc' }] as const;

export async function selectSoftware(
  db: Kysely<TenantSchema>,
  id: SoftwareId,
): Promise<SoftwareRow | undefined> {
  const statement = `select ${selectColumns(softwareKind)} from ${FROM} where s."id" = ?`;
  const [row] = await execute<Record<string, unknown>>(db, statement, [id]);
  return row && toRow<SoftwareRow>(softwareKind, row);
}
