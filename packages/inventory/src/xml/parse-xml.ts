import { inventoryErrors } from '@causeway/contract/inventory';
import { SaxesParser } from 'saxes';
import type { RawRow, RawSections, RawValue } from '../raw/raw-inventory.ts';

/** An inventory is three deep: CONTENT, SOFTWARES, NAME; network devices are deeper. */
const MOST_DEPTH = 16;
/** Twenty times what a computer with 1,000 packages has. */
export const MOST_ELEMENTS = 200_000;
/** No agent writes any in what it sends. */
const MOST_ATTRIBUTES = 1_000;
/** The longest that agents write are descriptions of packages, a few thousand characters. */
export const MOST_TEXT = 1_000_000;
const SHOWN_LENGTH = 200;

interface Element {
  readonly name: string;
  readonly children: Map<string, RawValue[]>;
  text: string;
}

/**
 * The children of the root of an XML document. No document type and no entities but the five of XML are taken.
 * @throws INVENTORY_MALFORMED, INVENTORY_FORBIDDEN
 */
export function parseXml(document: string): { readonly root: string; readonly sections: RawSections } {
  const reader = new Reader();
  // Outside of CDATA nothing else is written so, and a parser collects all of it before it says so.
  if (document.includes('<!DOCTYPE')) throw forbidden('a document type');
  const parser = new SaxesParser({ position: false });
  parser.on('opentag', ({ name }) => reader.open(name));
  parser.on('closetag', () => reader.close());
  parser.on('text', (text) => reader.add(text));
  parser.on('cdata', (text) => reader.add(text));
  parser.on('attribute', () => reader.countAttribute());
  parser.on('processinginstruction', ({ target }) => {
    throw forbidden(`a processing instruction ${target.slice(0, 40)}`);
  });
  parser.on('error', ({ message }) => {
    throw malformed(message);
  });
  parser.write(document).close();
  return reader.finish();
}

class Reader {
  readonly #open: Element[] = [];
  #root: Element | undefined;
  #elements = 0;
  #attributes = 0;

  countAttribute(): void {
    this.#attributes++;
    if (this.#attributes > MOST_ATTRIBUTES) throw malformed(`more than ${MOST_ATTRIBUTES} attributes`);
  }

  open(name: string): void {
    this.#elements++;
    if (this.#elements > MOST_ELEMENTS) throw malformed(`more than ${MOST_ELEMENTS} elements`);
    if (this.#open.length >= MOST_DEPTH) throw malformed(`elements deeper than ${MOST_DEPTH}`);
    const element: Element = { name: name.toUpperCase(), children: new Map(), text: '' };
    this.#root ??= element;
    this.#open.push(element);
  }

  add(text: string): void {
    const element = this.#open.at(-1);
    if (element === undefined) return;
    element.text += text;
    if (element.text.length > MOST_TEXT) throw malformed(`a text of more than ${MOST_TEXT} characters`);
  }

  close(): void {
    const element = this.#open.pop();
    const parent = this.#open.at(-1);
    if (element === undefined || parent === undefined) return;
    const value = toValue(element);
    const same = parent.children.get(element.name);
    if (same === undefined) parent.children.set(element.name, [value]);
    else same.push(value);
  }

  finish(): { readonly root: string; readonly sections: RawSections } {
    if (this.#root === undefined) throw malformed('no element');
    return { root: this.#root.name, sections: this.#root.children };
  }
}

/** Text, or fields: one that is there several times is a list. */
function toValue({ children, text }: Element): RawValue {
  if (children.size === 0) return text.trim();
  // In capitals none is a name that objects have of themselves.
  const row: Record<string, RawValue> = {};
  for (const [name, values] of children) row[name] = values.length === 1 ? (values[0] ?? null) : values;
  return row satisfies RawRow;
}

function forbidden(seen: string): Error {
  return inventoryErrors.error('INVENTORY_FORBIDDEN', { seen, expected: 'elements alone' });
}

export function malformed(seen: string): Error {
  return inventoryErrors.error('INVENTORY_MALFORMED', {
    seen: seen.replace(/[^\x20-\x7e]+/g, ' ').slice(0, SHOWN_LENGTH),
    expected: 'well-formed XML: a REQUEST with DEVICEID, QUERY and CONTENT',
  });
}
