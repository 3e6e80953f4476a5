/** What XML 1.0 allows nowhere (section 2.2), and the carriage return, which it reads as another character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NO_TEXT = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g;
const STRANGE_ENTITY = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads the texts of a piece of XML, from its start to its end. */
export class TextReader {
  readonly #written: string;
  /** Of the next `&`: most texts have none, and are not looked through for it one by one. */
  #ampersand: number;

  private constructor(written: string) {
    this.#written = written;
    this.#ampersand = written.indexOf('&');
  }

  /** Undefined when there is something in it that is no text, for a parser to judge. */
  static of(written: string): TextReader | undefined {
    if (!written.isWellFormed() || written.includes(']]>') || NO_TEXT.test(written)) return undefined;
    return new TextReader(written);
  }

  /** Undefined when an entity is in it that XML does not have by itself. */
  read(start: number, end: number): string | undefined {
    const text = this.#written.slice(start, end);
    if (this.#ampersand !== -1 && this.#ampersand < start)
      this.#ampersand = this.#written.indexOf('&', start);
    const hasEntities = this.#ampersand !== -1 && this.#ampersand < end;
    return hasEntities ? readEntities(text)?.trim() : text.trim();
  }
}

function readEntities(written: string): string | undefined {
  if (STRANGE_ENTITY.test(written)) return undefined;
  let isText = true;
  const read = written.replace(ENTITY, (_, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? '';
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (isCharacter(point)) return String.fromCodePoint(point);
    isText = false;
    return '';
  });
  return isText ? read : undefined;
}

function isCharacter(point: number): boolean {
  if (point === 0x9 || point === 0xa || point === 0xd) return true;
  if (point < 0x20 || point === 0xfffe || point === 0xffff || point > 0x10ffff) return false;
  return point < 0xd800 || point > 0xdfff;
}
