import type { ComputerQuery, Filter } from '@causeway/inventory';
import { filterSql, splitText } from './filter-sql.ts';
import { hasInstalled, isAmongInstalled } from './installed-sql.ts';
import type { List } from './read-page.ts';
import { computerKind } from './row-kinds.ts';
import { searchSql } from './search-sql.ts';
import { joinSql, type SqlText, sqlText } from './sql-text.ts';

const presence = {
  present: [sqlText('c."archivedAt" = 0')],
  archived: [sqlText('c."archivedAt" > 0')],
  all: [],
} as const;

const ORDER = [{ column: 'name', direction: 'asc' }] as const;

/** Computers in their order, each looked at in turn. */
export function computersInOrder(query: ComputerQuery): List {
  const { softwareId, search, filter, archived = 'present', order = ORDER } = query;
  const where = [
    ...presence[archived],
    // The plus keeps the planner from going by the ids that were found instead.
    ...searchSql('computers_words', '+c."id"', search),
    ...(softwareId === undefined ? [] : [hasInstalled('c."id"', softwareId)]),
    ...(filter === undefined ? [] : [filterSql(computerKind, filter)]),
  ];
  return { kind: computerKind, from: 'computers c', where, order };
}

/** The same, found first and sorted then. */
export function computersFound(query: ComputerQuery): List {
  const { softwareId, search, filter, archived = 'present', order = ORDER } = query;
  const { text, rest } = splitText(filter);
  const where = [
    ...presence[archived],
    ...searchSql('computers_words', 'c."id"', search),
    ...(softwareId === undefined ? [] : [isAmongInstalled('c."id"', softwareId)]),
    ...(text === undefined ? [] : [withText(text, presence[archived])]),
    ...(rest === undefined ? [] : [filterSql(computerKind, rest)]),
  ];
  return { kind: computerKind, from: 'computers c', where, order, rows: 'sorted' };
}

/** By the texts in the index of their column, a tenth of what there is of the computers. */
function withText(filter: Filter, present: readonly SqlText[]): SqlText {
  const { text, parameters } = joinSql([...present, filterSql(computerKind, filter)], ' and ');
  return { text: `c."id" in (select c."id" from computers c where ${text})`, parameters };
}
