import type { CausewayError } from '@causeway/errors';
import type { Entity } from '../entity.ts';
import { filterInvalid } from './filter-invalid.ts';
import { readTokens, type Token } from './tokens.ts';

/** Goes through the words of a filter, and refuses at one of them. */
export class Reader {
  readonly entity: Entity;
  readonly #filter: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  /** @throws FILTER_INVALID */
  constructor(filter: string, entity: Entity) {
    this.entity = entity;
    this.#filter = filter;
    this.#tokens = readTokens(filter);
  }

  get next(): Token {
    return this.#token(this.#at);
  }

  /** True when the next is a word with ( right behind it. */
  isCall(): boolean {
    const behind = this.#token(this.#at + 1);
    return this.next.kind === 'word' && behind.kind === 'sign' && behind.text === '(';
  }

  skip(): Token {
    const { next } = this;
    this.#at += 1;
    return next;
  }

  /** Passes the next if it is that; names of operators are taken in any case. */
  take(kind: Token['kind'], text: string): boolean {
    const isIt = this.next.kind === kind && this.next.text.toLowerCase() === text;
    if (isIt) this.#at += 1;
    return isIt;
  }

  /** @throws FILTER_INVALID unless the next is that sign */
  demand(sign: '(' | ')' | ','): void {
    if (!this.take('sign', sign)) throw this.refuse(sign);
  }

  /** Makes the error (the caller throws) of the next. */
  refuse(expected: string, details?: { readonly isUnsupported: true }): CausewayError {
    return filterInvalid(this.#filter, this.next.at, expected, details);
  }

  /** The same of the one that was just passed. */
  refuseBefore(expected: string): CausewayError {
    return filterInvalid(this.#filter, this.#token(this.#at - 1).at, expected);
  }

  #token(index: number): Token {
    // The last token is the end, and nothing is behind it.
    return this.#tokens[index] ?? this.#tokens.at(-1) ?? { kind: 'end', text: '', at: 1 };
  }
}
