import { matchWords } from './match-words.ts';
import { type SqlText, sqlText } from './sql-text.ts';

/** The condition that the row with that id has every word, as the index of words of its table knows them. */
export function searchSql(
  index: 'computers_words' | 'software_words',
  id: string,
  search: string | undefined,
): SqlText[] {
  const match = search === undefined ? undefined : matchWords(search);
  if (match === undefined) return [];
  return [sqlText(`${id} in (select rowid from ${index} where ${index} match ?)`, match)];
}
