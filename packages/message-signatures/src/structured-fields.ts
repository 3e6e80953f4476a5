import { signatureErrors } from './errors.ts';

/** The values of RFC 9651 that signatures use; dates, decimals and display strings are refused. */
export type BareItem =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'token'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'bytes'; readonly value: Buffer };

export type Parameters = ReadonlyMap<string, BareItem>;

export interface Item {
  readonly item: BareItem;
  readonly parameters: Parameters;
}

export interface Member {
  /** The members of an inner list, or the one item. */
  readonly kind: 'list' | 'item';
  readonly items: readonly Item[];
  readonly parameters: Parameters;
  /** Exactly as it was written, from the value to the end of its parameters. */
  readonly raw: string;
}

/** Longest field that is looked at; an honest one has about 250 characters. */
export const MAX_FIELD_LENGTH = 4_096;
const MAX_MEMBERS = 16;
const KEY = /[a-z*][a-z0-9_.*-]*/y;
const INTEGER = /-?\d{1,15}(?![\d.])/y;
const STRING = /"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const TOKEN = /[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*/y;
const BYTES = /:([A-Za-z0-9+/]*={0,2}):/y;
const BOOLEAN = /\?([01])/y;
const SPACES = /[ \t]*/y;
const BLANKS = / */y;

/** Reads a dictionary (RFC 9651 section 3.2). A key that comes twice is refused: nobody honest writes one. @throws SIGNATURE_MALFORMED */
export function parseDictionary(text: string): Map<string, Member> {
  if (text.length > MAX_FIELD_LENGTH)
    throw malformed(`${text.length} characters`, `at most ${MAX_FIELD_LENGTH}`);
  const reader = new Reader(text);
  const members = new Map<string, Member>();
  while (true) {
    const key = reader.key();
    if (members.has(key)) throw malformed(`the key ${key} twice`, 'each key once');
    if (members.size >= MAX_MEMBERS)
      throw malformed(`more than ${MAX_MEMBERS} members`, 'one or two signatures');
    members.set(key, reader.member());
    reader.skip(SPACES);
    if (reader.isAtEnd) return members;
    reader.expect(',');
    reader.skip(SPACES);
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  key(): string {
    return this.#take(KEY)?.[0] ?? this.#refuse('a key');
  }

  member(): Member {
    this.expect('=');
    const from = this.#at;
    const isList = this.#text[from] === '(';
    const items = isList ? this.#list() : [{ item: this.#bareItem(), parameters: new Map() }];
    const parameters = this.#parameters();
    return { kind: isList ? 'list' : 'item', items, parameters, raw: this.#text.slice(from, this.#at) };
  }

  skip(pattern: RegExp): void {
    this.#take(pattern);
  }

  expect(character: string): void {
    if (this.#text[this.#at] !== character) this.#refuse(JSON.stringify(character));
    this.#at++;
  }

  #list(): Item[] {
    const items: Item[] = [];
    this.expect('(');
    this.skip(BLANKS);
    while (this.#text[this.#at] !== ')') {
      items.push({ item: this.#bareItem(), parameters: this.#parameters() });
      if (items.length > MAX_MEMBERS) this.#refuse(`at most ${MAX_MEMBERS} components`);
      const before = this.#at;
      this.skip(BLANKS);
      if (this.#at === before && this.#text[this.#at] !== ')') this.#refuse('a space or ")"');
    }
    this.#at++;
    return items;
  }

  #parameters(): Parameters {
    const parameters = new Map<string, BareItem>();
    while (this.#text[this.#at] === ';') {
      this.#at++;
      this.skip(BLANKS);
      const key = this.key();
      if (parameters.has(key)) this.#refuse(`the parameter ${key} once`);
      if (parameters.size >= MAX_MEMBERS) this.#refuse(`at most ${MAX_MEMBERS} parameters`);
      parameters.set(key, this.#parameterValue());
    }
    return parameters;
  }

  #parameterValue(): BareItem {
    if (this.#text[this.#at] !== '=') return { kind: 'boolean', value: true };
    this.#at++;
    return this.#bareItem();
  }

  #bareItem(): BareItem {
    switch (this.#text[this.#at]) {
      case '"':
        return { kind: 'string', value: this.#group(STRING, 'a string').replace(/\\(["\\])/g, '$1') };
      case ':':
        return { kind: 'bytes', value: decodeBase64(this.#group(BYTES, 'base64 between colons')) };
      case '?':
        return { kind: 'boolean', value: this.#group(BOOLEAN, '?0 or ?1') === '1' };
    }
    const integer = this.#take(INTEGER);
    if (integer !== null) return { kind: 'integer', value: Number(integer[0]) };
    const token = this.#take(TOKEN);
    return token === null ? this.#refuse('a value') : { kind: 'token', value: token[0] };
  }

  #group(pattern: RegExp, expected: string): string {
    return this.#take(pattern)?.[1] ?? this.#refuse(expected);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #refuse(expected: string): never {
    throw malformed(`${JSON.stringify(this.#text.slice(this.#at, this.#at + 20))} at ${this.#at}`, expected);
  }
}

/** Base64 in its one canonical form: what decodes and encodes to itself. */
function decodeBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text)
    throw malformed('base64 that is not canonical', 'padded base64 (RFC 4648 section 4)');
  return bytes;
}

function malformed(seen: string, expected: string): Error {
  return signatureErrors.error('SIGNATURE_MALFORMED', { seen, expected });
}
