import { hash } from 'node:crypto';
import type { InventoryBucket } from '../open-inventory.ts';
import { normalize } from '../raw/normalize.ts';
import { requireFewRows } from '../raw/require-few.ts';
import { MOST_ELEMENTS } from './parse-xml.ts';
import { sectionsOf } from './sections-of.ts';

/** A thousand packages are some fifteen a bucket, and five that changed are in five of them. A power of two. */
const BUCKETS = 64;
const END = '</SOFTWARES>';
const NAME = '<NAME>';
/**
 * Some 6,000 packages, and a quarter of the longest document: what has to be read as a whole after it was read in buckets
 * takes no longer than that.
 */
const LONGEST = 2_000_000;
const COLON = 0x3a;
const LESS = 0x3c;

/**
 * The elements of SOFTWARES that a scanner has found, by what names the package; whatever it is called, each is in one of
 * them. Undefined for what is too long, or has more elements than are read: that is a matter of the whole part.
 * @throws INVENTORY_MALFORMED when there are more rows than there may be
 */
export function bucketsOf(written: string): readonly InventoryBucket[] | undefined {
  if (written.length > LONGEST || hasMany(written)) return undefined;
  const elements = elementsOf(written);
  requireFewRows(elements.length);
  return [...Map.groupBy(elements, numberOf)].map(([number, own]) => {
    const text = own.join('\n');
    return {
      ...{ number, fingerprint: hash('sha256', text, 'hex') },
      read: () => normalize(sectionsOf(text)),
    };
  });
}

function hasMany(written: string): boolean {
  if (written.length <= MOST_ELEMENTS * '<A/>'.length) return false;
  let count = 0;
  for (let at = written.indexOf('<'); at !== -1; at = written.indexOf('<', at + 1)) count++;
  return count > MOST_ELEMENTS;
}

function elementsOf(written: string): string[] {
  const elements: string[] = [];
  for (let start = written.indexOf('<'); start !== -1; ) {
    const end = written.indexOf(END, start) + END.length;
    elements.push(written.slice(start, end));
    start = written.indexOf('<', end);
  }
  return elements;
}

/** By the name without the architecture that Debian writes behind it, so that both ways of writing are in one bucket. */
function numberOf(element: string): number {
  const start = element.indexOf(NAME);
  if (start === -1) return 0;
  let sum = 0;
  for (let at = start + NAME.length; at < element.length; at++) {
    const code = element.charCodeAt(at);
    if (code === COLON || code === LESS) break;
    sum = (sum * 31 + code) | 0;
  }
  return sum & (BUCKETS - 1);
}
