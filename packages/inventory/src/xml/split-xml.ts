import { hash } from 'node:crypto';
import type { InventoryPart } from '../open-inventory.ts';
import type { RawSections } from '../raw/raw-inventory.ts';
import { malformed } from './parse-xml.ts';
import { sectionsOf } from './sections-of.ts';

export type PartName = InventoryPart['name'];

/** A document of which the skeleton was read: REQUEST, what is in it, and where the children of CONTENT begin and end. */
export interface SplitXml {
  /** The children of REQUEST, CONTENT among them without anything in it. */
  readonly fields: RawSections;
  readonly parts: ReadonlyMap<PartName, XmlPart>;
}

export interface XmlPart {
  /** SHA-256 of the text, lower-case hex. */
  readonly fingerprint: string;
  /** The text of the elements, one after another. */
  readonly text: () => string;
}

type Range = [start: number, end: number];

/** What differs every time, and is nobody's news. */
const VOLATILE = new Set(['PROCESSES', 'ACCESSLOG', 'ENVS', 'VERSIONCLIENT', 'VERSIONPROVIDER']);
const NAME = /<([A-Z][A-Z0-9_]{0,63})>/y;
/** What XML takes for white space (section 2.3), and no more. */
const SPACE = /[ \t\r\n]*/y;
/** Another one is for a parser to judge. */
const DECLARATION =
  /<\?xml version=["']1\.0["'](?: encoding=["'][A-Za-z][A-Za-z0-9._-]{0,39}["'])?(?: standalone=["'](?:yes|no)["'])? ?\?>/y;
const CONTENT = 'CONTENT';
const CONTENT_END = '</CONTENT>';
/** Agents write three to six. */
const MOST_FIELDS = 100;

export function partOf(section: string): PartName {
  if (section === 'SOFTWARES') return 'software';
  return VOLATILE.has(section) ? 'volatile' : 'machine';
}

/**
 * The fields alone of what `splitXml` gives, for who asks what a document is. What is in CONTENT is passed over up to the
 * last end of one, so that nothing in it can be taken for a field.
 * @throws INVENTORY_MALFORMED
 */
export function readRequestFields(document: string): RawSections | undefined {
  return hasMarkedSection(document) ? undefined : new Scanner(document).readFields();
}

/**
 * Splits the XML of an agent without reading what is in the parts; a small, strict scanner for the way in which agents
 * write: elements in capitals without attributes. Undefined for anything else, which has to be read in full.
 * @throws INVENTORY_MALFORMED
 */
export function splitXml(document: string): SplitXml | undefined {
  // Comments, CDATA and document types may hold what looks like elements.
  if (hasMarkedSection(document)) return undefined;
  return new Scanner(document).split();
}

/** Looks for the rarer of the two characters of `<!`, which takes a tenth of the time. */
function hasMarkedSection(document: string): boolean {
  for (let at = document.indexOf('!'); at !== -1; at = document.indexOf('!', at + 1))
    if (document[at - 1] === '<') return true;
  return false;
}

class Scanner {
  readonly #document: string;
  readonly #ranges = new Map<PartName, Range[]>();
  #fields = '';
  #at = 0;

  constructor(document: string) {
    this.#document = document;
  }

  split(): SplitXml | undefined {
    if (!this.#readRequest(() => this.#readContent())) return undefined;
    const parts = [...this.#ranges].map(([name, ranges]): [PartName, XmlPart] => [
      name,
      this.#partOf(ranges),
    ]);
    return { fields: this.#parseFields(), parts: new Map(parts) };
  }

  readFields(): RawSections | undefined {
    return this.#readRequest(() => this.#passContent()) ? this.#parseFields() : undefined;
  }

  #parseFields(): RawSections {
    return sectionsOf(this.#fields);
  }

  /** The whole document; `readContent` goes behind the end of CONTENT. */
  #readRequest(readContent: () => boolean): boolean {
    this.#skipPattern(DECLARATION);
    if (this.#nextName() !== 'REQUEST' || !this.#readFields(readContent)) return false;
    this.#skipPattern(SPACE);
    return this.#at === this.#document.length;
  }

  /** The children of REQUEST, up to its end. */
  #readFields(readContent: () => boolean): boolean {
    let hasContent = false;
    for (let count = 0; !this.#skip('</REQUEST>'); count++) {
      if (count === MOST_FIELDS) throw malformed(`more than ${MOST_FIELDS} elements in REQUEST`);
      const start = this.#at;
      const name = this.#nextName();
      if (name === undefined || (name === CONTENT && hasContent)) return false;
      if (name === CONTENT) {
        hasContent = true;
        this.#fields += '<CONTENT></CONTENT>';
        if (!readContent()) return false;
      } else {
        if (!this.#skipElement(`</${name}>`)) return false;
        this.#fields += this.#document.slice(start, this.#at);
      }
    }
    return true;
  }

  #passContent(): boolean {
    const end = this.#document.lastIndexOf(CONTENT_END);
    if (end < this.#at) return false;
    this.#at = end + CONTENT_END.length;
    return true;
  }

  /** The children of CONTENT, up to its end. */
  #readContent(): boolean {
    while (!this.#skip(CONTENT_END)) {
      const start = this.#at;
      const name = this.#nextName();
      if (name === undefined || !this.#skipElements(name)) return false;
      this.#note(partOf(name), start, this.#at);
    }
    return true;
  }

  /** Those of one name that follow each other, with the same space between all of them: most do. */
  #skipElements(name: string): boolean {
    const close = `</${name}>`;
    if (!this.#skipElement(close)) return false;
    const end = this.#at;
    this.#skipPattern(SPACE);
    const next = `${this.#document.slice(end, this.#at)}<${name}>`;
    this.#at = end;
    // `startsWith` is compiled into a loop over characters, which takes three times as long.
    while (this.#document.slice(this.#at, this.#at + next.length) === next) {
      this.#at += next.length;
      if (!this.#skipElement(close)) return false;
    }
    return true;
  }

  /**
   * Goes behind the end of the element that began here. One that has another of its name in it ends later: then the
   * scanner comes by an end that it knows nothing of, and gives up.
   */
  #skipElement(close: string): boolean {
    const end = this.#document.indexOf(close, this.#at);
    if (end !== -1) this.#at = end + close.length;
    return end !== -1;
  }

  #note(part: PartName, start: number, end: number): void {
    const ranges = this.#ranges.get(part);
    const last = ranges?.at(-1);
    // What lies between is white space.
    if (last !== undefined && this.#document.slice(last[1], start).trim() === '') last[1] = end;
    else if (ranges === undefined) this.#ranges.set(part, [[start, end]]);
    else ranges.push([start, end]);
  }

  #partOf(ranges: readonly Range[]): XmlPart {
    const text = () => ranges.map(([start, end]) => this.#document.slice(start, end)).join('\n');
    return { text, fingerprint: hash('sha256', text(), 'hex') };
  }

  /** The name of the element that begins here, the place being behind its tag. */
  #nextName(): string | undefined {
    this.#skipPattern(SPACE);
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#document)?.[1];
    if (name !== undefined) this.#at = NAME.lastIndex;
    return name;
  }

  #skip(text: string): boolean {
    this.#skipPattern(SPACE);
    const isHere = this.#document.startsWith(text, this.#at);
    if (isHere) this.#at += text.length;
    return isHere;
  }

  #skipPattern(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    if (pattern.test(this.#document)) this.#at = pattern.lastIndex;
  }
}
