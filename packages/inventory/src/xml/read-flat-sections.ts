import type { RawSections, RawValue } from '../raw/raw-inventory.ts';
import { MOST_ELEMENTS, MOST_TEXT } from './parse-xml.ts';
import { TextReader } from './text-reader.ts';

const NAME = /<([A-Z][A-Z0-9_]{0,63})(\/?)>/y;
const SPACE = /[ \t\n]*/y;
/** Agents know some three hundred in all of their sections. */
const MOST_FIELDS = 1_000;
/** What may follow a field is one or two others, or the next row. */
const MOST_STEPS = 8;
const LONGEST_STEP = 200;
/** No key of a field. */
const START = '';

/** What was learned of how agents write: a fleet has a few of them. When it is too much it is learned anew. */
const learned = new Map<string, Field>();

/** A field of the rows of a section, or the text of one that has no rows. */
interface Field {
  readonly section: string;
  /** Undefined for the text of the section. */
  readonly name: string | undefined;
  readonly isEmpty: boolean;
  /** What is written behind its text; nothing when it is an empty element. */
  readonly close: string;
  /** What is written behind the last field of a row. */
  readonly rowClose: string;
  /** What was met behind it. */
  readonly steps: Step[];
}

/** From the end of the text of a field to the beginning of the next text: all that is written there. */
interface Step {
  readonly written: string;
  readonly isNewRow: boolean;
  readonly field: Field;
}

/**
 * Sections of flat rows, nothing but texts in each, in a tenth of the time of a parser. Undefined for anything else: a
 * parser has to say what it is.
 */
export function readFlatSections(written: string): RawSections | undefined {
  const texts = TextReader.of(written);
  return texts && new FlatReader(written, texts).read();
}

/** An agent writes thousands of texts with the same few pieces of markup between them: each is looked at once. */
class FlatReader {
  readonly #written: string;
  readonly #texts: TextReader;
  readonly #sections = new Map<string, RawValue[]>();
  #row: Record<string, RawValue> = {};
  #at = 0;
  #elements = 0;
  #isOver = false;

  constructor(written: string, texts: TextReader) {
    this.#written = written;
    this.#texts = texts;
  }

  read(): RawSections | undefined {
    if (learned.size >= MOST_FIELDS) learned.clear();
    const start = learned.getOrInsertComputed(START, startField);
    for (let step = this.#next(start); step !== undefined; step = this.#next(step.field))
      if (!this.#take(step)) return undefined;
    return this.#isOver ? this.#sections : undefined;
  }

  /** Takes the text that the step leads to. */
  #take({ written, isNewRow, field }: Step): boolean {
    this.#elements += isNewRow ? 2 : 1;
    if (this.#elements > MOST_ELEMENTS) return false;
    const start = this.#at + written.length;
    const end = field.isEmpty ? start : this.#written.indexOf('<', start);
    if (end === -1 || end - start > MOST_TEXT) return false;
    const value = this.#texts.read(start, end);
    if (value === undefined) return false;
    if (field.name === undefined) this.#add(field.section, value);
    else {
      if (isNewRow) this.#openRow(field.section);
      addField(this.#row, field.name, value);
    }
    this.#at = end;
    return true;
  }

  #openRow(section: string): void {
    // No name that is taken here is one that objects have of themselves.
    this.#row = {};
    this.#add(section, this.#row);
  }

  #add(section: string, value: RawValue): void {
    const values = this.#sections.get(section);
    if (values === undefined) this.#sections.set(section, [value]);
    else values.push(value);
  }

  /** Undefined at the end, and where there is something else than rows. */
  #next(field: Field): Step | undefined {
    const at = this.#at;
    // `startsWith` is compiled into a loop over characters, which takes three times as long.
    for (const step of field.steps)
      if (this.#written.slice(at, at + step.written.length) === step.written) return step;
    return this.#lookAt(field);
  }

  #lookAt({ section, close, rowClose, steps }: Field): Step | undefined {
    const place = new Place(this.#written, this.#at);
    if (!place.skip(close)) return undefined;
    const isNewRow = place.skip(rowClose);
    this.#isOver = isNewRow && place.isAtEnd;
    const opened = isNewRow ? place.readTag() : { name: section, isEmpty: false };
    if (opened === undefined || opened.isEmpty) return undefined;
    const tag = place.readTag();
    if (tag === undefined && !isNewRow) return undefined;
    const field = this.#fieldOf(opened.name, tag);
    if (field === undefined) return undefined;
    const written = copyOf(this.#written.slice(this.#at, place.at));
    const step = { written, isNewRow, field };
    if (written.length <= LONGEST_STEP) remember(steps, step);
    return step;
  }

  #fieldOf(section: string, tag: Tag | undefined): Field | undefined {
    const key = `${section} ${tag?.name} ${tag?.isEmpty}`;
    const known = learned.get(key);
    if (known !== undefined || learned.size >= MOST_FIELDS) return known;
    const field = fieldOf(copyOf(section), tag && { ...tag, name: copyOf(tag.name) });
    learned.set(copyOf(key), field);
    return field;
  }
}

/** A slice would keep the whole document in memory. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}

/** The newest in the place of the oldest: nobody's strange ways keep others from being learned. */
function remember(steps: Step[], step: Step): void {
  if (steps.length === MOST_STEPS) steps.shift();
  steps.push(step);
}

function startField(): Field {
  return { section: '', name: '', isEmpty: true, close: '', rowClose: '', steps: [] };
}

function fieldOf(section: string, tag: Tag | undefined): Field {
  const end = `</${section}>`;
  if (tag === undefined)
    return { section, name: undefined, isEmpty: false, close: end, rowClose: '', steps: [] };
  const { name, isEmpty } = tag;
  return { section, name, isEmpty, close: isEmpty ? '' : `</${name}>`, rowClose: end, steps: [] };
}

interface Tag {
  readonly name: string;
  readonly isEmpty: boolean;
}

/** A place between two texts, that moves on. */
class Place {
  readonly #written: string;
  #at: number;

  constructor(written: string, at: number) {
    this.#written = written;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#written.length;
  }

  /** @returns whether it is here; then the place is behind it, and behind the space that follows */
  skip(text: string): boolean {
    const isHere = this.#written.startsWith(text, this.#at);
    if (isHere) this.#at = this.#afterSpace(this.#at + text.length);
    return isHere;
  }

  /** The tag that opens an element here, the place being behind it. */
  readTag(): Tag | undefined {
    NAME.lastIndex = this.#afterSpace(this.#at);
    const [tag, name, slash] = NAME.exec(this.#written) ?? [];
    if (tag === undefined || name === undefined) return undefined;
    this.#at = NAME.lastIndex;
    return { name, isEmpty: slash !== '' };
  }

  #afterSpace(at: number): number {
    SPACE.lastIndex = at;
    SPACE.test(this.#written);
    return SPACE.lastIndex;
  }
}

/** An element that is there several times is a list. */
function addField(row: Record<string, RawValue>, name: string, value: string): void {
  const known = row[name];
  if (known === undefined) row[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else row[name] = [known, value];
}
