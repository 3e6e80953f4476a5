/** As many as somebody types. */
export const MOST_WORDS = 20;

/** A query of FTS5 for rows in which every word begins a word; undefined when there is no word in it. */
export function matchWords(search: string): string | undefined {
  const words = search.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const phrases = words.slice(0, MOST_WORDS).map((word) => `"${word.replaceAll('"', '""')}"*`);
  return phrases.length === 0 ? undefined : phrases.join(' ');
}
