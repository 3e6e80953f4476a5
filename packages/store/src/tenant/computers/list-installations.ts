import {
  type Filter,
  type InstallationQuery,
  type InstallationRow,
  inventoryErrors,
  type Page,
} from '@causeway/inventory';
import type { Kysely } from 'kysely';
import type { TenantSchema } from '../schema.ts';
import { countInstalled, FEW_COMPUTERS } from './count-installed.ts';
import { filterSql } from './filter-sql.ts';
import { isAmongInstalled } from './installed-sql.ts';
import { countRows, type List, readCount, readPage, withTotal } from './read-page.ts';
import { installationKind } from './row-kinds.ts';
import { searchSql } from './search-sql.ts';
import { type SqlText, sqlText } from './sql-text.ts';

const WITH_SOFTWARE = 'cross join software s on s."id" = i."softwareId"';
const OF_COMPUTER = `installations i cross join computers c on c."id" = i."computerId" ${WITH_SOFTWARE}`;
const BY_COMPUTER = `computers c cross join installations i on i."computerId" = c."id" ${WITH_SOFTWARE}`;

interface Named {
  readonly computerId: number | undefined;
  readonly softwareId: number | undefined;
}

/** Those of archived computers are told of where the computer is named. @throws QUERY_TOO_WIDE */
export async function readInstallations(
  db: Kysely<TenantSchema>,
  query: InstallationQuery,
): Promise<Page<InstallationRow>> {
  const named: Named = { computerId: namedBy(query, 'computerId'), softwareId: namedBy(query, 'softwareId') };
  const isNamed = named.computerId !== undefined || named.softwareId !== undefined;
  if (!isNamed) refuseTooWide(query);
  const list = await listOf(db, query, named);
  const page = await readPage<InstallationRow>(db, list, query);
  return withTotal(page, query, () => {
    const counted = countedAlready(query, named);
    return counted === undefined ? countRows(db, list) : readCount(db, counted);
  });
}

async function listOf(
  db: Kysely<TenantSchema>,
  query: InstallationQuery,
  { computerId, softwareId }: Named,
): Promise<List> {
  const isRare =
    computerId === undefined &&
    softwareId !== undefined &&
    (await readCount(db, countInstalled(softwareId))) <= FEW_COMPUTERS;
  const where = [
    computerId === undefined ? sqlText('c."archivedAt" = 0') : sqlText('i."computerId" = ?', computerId),
    ...(softwareId === undefined ? [] : [sqlText('i."softwareId" = ?', softwareId)]),
    ...(isRare ? [isAmongInstalled('c."id"', softwareId)] : []),
    ...searchSql('software_words', 'i."softwareId"', query.search),
    ...(query.filter === undefined ? [] : [filterSql(installationKind, query.filter)]),
  ];
  return {
    ...{ kind: installationKind, from: computerId === undefined ? BY_COMPUTER : OF_COMPUTER, where },
    ...{ order: query.order ?? [], rows: isRare ? 'sorted' : 'in-order' },
  };
}

/** Where something knows without a look at every row. */
function countedAlready(query: InstallationQuery, { computerId, softwareId }: Named): SqlText | undefined {
  if (query.filter !== undefined || query.search !== undefined || computerId !== undefined) return undefined;
  return softwareId === undefined
    ? sqlText('select ifnull(sum("softwareCount"), 0) as "count" from computers where "archivedAt" = 0')
    : countInstalled(softwareId);
}

function refuseTooWide({ filter, search, order = [] }: InstallationQuery): void {
  const ordered = order.map(({ column }) => column).filter((column) => column !== 'computerId');
  const seen = [
    ...(filter === undefined ? [] : ['a filter']),
    ...(search === undefined ? [] : ['a search']),
    ...(ordered.length === 0 ? [] : [`the order ${ordered.join(', ')}`]),
  ];
  if (seen.length === 0) return;
  const expected = 'computerId or softwareId in a filter with eq, or nothing of all these';
  throw inventoryErrors.error('QUERY_TOO_WIDE', { seen: seen.join(' and '), expected });
}

/** As the question says it by itself, or as a condition that has to hold in any case. */
function namedBy(query: InstallationQuery, column: 'computerId' | 'softwareId'): number | undefined {
  return query[column] ?? valueIn(query.filter, column);
}

function valueIn(filter: Filter | undefined, column: string): number | undefined {
  if (filter?.kind === 'and') {
    for (const one of filter.of) {
      const value = valueIn(one, column);
      if (value !== undefined) return value;
    }
  }
  if (filter?.kind !== 'condition') return undefined;
  const { operator, value, column: named } = filter.condition;
  return named === column && operator === 'eq' && typeof value === 'number' ? value : undefined;
}
