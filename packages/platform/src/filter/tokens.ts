import { filterInvalid } from './filter-invalid.ts';

/** One word of a filter, with where it begins, counted from 1. */
export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'time' | 'sign' | 'end';
  /** As written; of a text what it says, without its quotes. */
  readonly text: string;
  readonly at: number;
}

/** Text: '' stands for ' inside. Time: a date, or a date and a time with its offset (OData 4.0 ABNF, dateTimeOffsetValue). */
const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /'((?:[^']|'')*)'/y],
  ['time', /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d))?(?![\w.:-])/iy],
  ['number', /-?\d{1,18}(?:\.\d{1,18})?(?:e[+-]?\d{1,3})?(?![\w.:-])/iy],
  ['word', /[a-z_]\w{0,99}(?![\w.])/iy],
  ['sign', /[(),]/y],
];
const BLANK = /[ \t]*/y;

/** @throws FILTER_INVALID at what is none of them */
export function readTokens(filter: string): Token[] {
  const tokens: Token[] = [];
  let at = pass(filter, 0);
  while (at < filter.length) {
    const [token, end] = tokenAt(filter, at);
    tokens.push(token);
    at = pass(filter, end);
  }
  return [...tokens, { kind: 'end', text: '', at: filter.length + 1 }];
}

function tokenAt(filter: string, start: number): [Token, number] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    const match = pattern.exec(filter);
    if (match === null) continue;
    const text = kind === 'text' ? (match[1] ?? '').replaceAll("''", "'") : match[0];
    return [{ kind, text, at: start + 1 }, pattern.lastIndex];
  }
  const expected = filter[start] === "'" ? "a ' at the end of the text" : 'a column, a value or an operator';
  throw filterInvalid(filter, start + 1, expected);
}

function pass(filter: string, start: number): number {
  BLANK.lastIndex = start;
  BLANK.exec(filter);
  return BLANK.lastIndex;
}
