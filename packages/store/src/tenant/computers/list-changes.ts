import type { ChangeQuery, ChangeRow, Page } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import type { TenantSchema } from '../schema.ts';
import { filterSql } from './filter-sql.ts';
import { MOST_WORDS } from './match-words.ts';
import { countRows, readPage, withTotal } from './read-page.ts';
import { changeKind } from './row-kinds.ts';
import { sqlText } from './sql-text.ts';

const FROM = 'changes h join computers c on c."id" = h."computerId"';
const ORDER = [{ column: 'at', direction: 'desc' }] as const;

export async function readChanges(db: Kysely<TenantSchema>, query: ChangeQuery): Promise<Page<ChangeRow>> {
  const { computerId, search = '' } = query;
  const where = [
    ...(computerId === undefined ? [] : [sqlText('h."computerId" = ?', computerId)]),
    ...(query.filter === undefined ? [] : [filterSql(changeKind, query.filter)]),
    ...wordsOf(search).map(wordSql),
  ];
  const list = { kind: changeKind, from: FROM, where, order: query.order ?? ORDER };
  const page = await readPage<KeptRow>(db, list, query);
  const rows = page.rows.map(({ before, after, ...row }) => ({
    ...row,
    ...{ before: JSON.parse(before), after: JSON.parse(after) },
  }));
  return withTotal({ ...page, rows }, query, () => countRows(db, list));
}

type KeptRow = Omit<ChangeRow, 'before' | 'after'> & { readonly before: string; readonly after: string };

function wordsOf(search: string): string[] {
  return search.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

/** The history has no index of its words: it grows for ever, and is read by computer or by time. */
function wordSql(word: string) {
  const contains = (column: string) =>
    ({ kind: 'condition', condition: { column, operator: 'contains', value: word } }) as const;
  return filterSql(changeKind, { kind: 'or', of: [contains('what'), contains('computerName')] });
}
