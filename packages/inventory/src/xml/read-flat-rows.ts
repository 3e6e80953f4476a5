import type { RawRow, RawValue } from '../raw/raw-inventory.ts';
import { MOST_TEXT } from './parse-xml.ts';

const NAME = /^[A-Z][A-Z0-9_]{0,63}$/;
/** What XML 1.0 allows nowhere (section 2.2), and the carriage return, which it reads as another character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NO_TEXT = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g;
const STRANGE_ENTITY = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The rows of a section that is a list of flat elements, nothing but texts in each, in a tenth of the time of a parser.
 * Undefined for anything else: a parser has to say what it is.
 */
export function readFlatRows(text: string, section: string): RawRow[] | undefined {
  if (!text.isWellFormed() || text.includes(']]>') || NO_TEXT.test(text)) return undefined;
  const rows: RawRow[] = [];
  const tags = new Tags();
  const [open, close] = [`<${section}>`, `</${section}>`];
  let at = afterSpace(text, 0);
  while (at < text.length) {
    if (!text.startsWith(open, at)) return undefined;
    // No name that is taken here is one that objects have of themselves.
    const row: Record<string, RawValue> = {};
    at = readFields(text, at + open.length, close, tags, row);
    if (at === -1) return undefined;
    rows.push(row);
    at = afterSpace(text, at);
  }
  return rows;
}

/** @returns the place behind the end of the row; -1 when this is no flat row */
function readFields(
  text: string,
  start: number,
  close: string,
  tags: Tags,
  row: Record<string, RawValue>,
): number {
  let at = start;
  while (true) {
    at = afterSpace(text, at);
    if (text.startsWith(close, at)) return at + close.length;
    const tagEnd = text.indexOf('>', at);
    const isElement = tagEnd !== -1 && text.charCodeAt(at) === LESS_THAN;
    const tag = isElement ? tags.find(text.slice(at + 1, tagEnd)) : undefined;
    if (tag === undefined) return -1;
    at = tagEnd + 1;
    const end = tag.isEmpty ? at : text.indexOf('<', at);
    if (end === -1 || end - at > MOST_TEXT || (!tag.isEmpty && !text.startsWith(tag.close, end))) return -1;
    const value = readText(text.slice(at, end));
    if (value === undefined) return -1;
    add(row, tag.name, value);
    at = tag.isEmpty ? end : end + tag.close.length;
  }
}

interface Tag {
  readonly name: string;
  readonly isEmpty: boolean;
  readonly close: string;
}

/** As many names as fields of packages may have; agents know thirty. */
const MOST_NAMES = 200;

/** The few names that fields have, each looked at once. */
class Tags {
  readonly #known = new Map<string, Tag>();

  find(written: string): Tag | undefined {
    const known = this.#known.get(written);
    if (known !== undefined) return known;
    const isEmpty = written.endsWith('/');
    const name = isEmpty ? written.slice(0, -1) : written;
    if (!NAME.test(name) || this.#known.size === MOST_NAMES) return undefined;
    const tag = { name, isEmpty, close: `</${name}>` };
    this.#known.set(written, tag);
    return tag;
  }
}

/** Undefined when an entity is in it that XML does not have by itself. */
function readText(written: string): string | undefined {
  if (!written.includes('&')) return written.trim();
  if (STRANGE_ENTITY.test(written)) return undefined;
  let isText = true;
  const read = written.replace(ENTITY, (_, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? '';
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (isCharacter(point)) return String.fromCodePoint(point);
    isText = false;
    return '';
  });
  return isText ? read.trim() : undefined;
}

function isCharacter(point: number): boolean {
  if (point === 0x9 || point === 0xa || point === 0xd) return true;
  if (point < 0x20 || point === 0xfffe || point === 0xffff || point > 0x10ffff) return false;
  return point < 0xd800 || point > 0xdfff;
}

/** An element that is there several times is a list. */
function add(row: Record<string, RawValue>, name: string, value: string): void {
  const known = row[name];
  if (known === undefined) row[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else row[name] = [known, value];
}

const SPACE = 0x20;
const LESS_THAN = 0x3c;

function afterSpace(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== SPACE && code !== 0xa && code !== 0x9) break;
  }
  return at;
}
