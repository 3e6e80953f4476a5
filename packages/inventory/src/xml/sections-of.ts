import type { RawSections } from '../raw/raw-inventory.ts';
import { parseXml } from './parse-xml.ts';
import { readFlatSections } from './read-flat-sections.ts';

/** Elements one after another, as they are in CONTENT. @throws INVENTORY_MALFORMED */
export function sectionsOf(written: string): RawSections {
  return readFlatSections(written) ?? parseXml(`<CONTENT>${written}</CONTENT>`).sections;
}
