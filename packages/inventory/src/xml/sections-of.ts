import type { RawSections } from '../raw/raw-inventory.ts';
import { parseXml } from './parse-xml.ts';
import { type KnownFields, readFlatSections } from './read-flat-sections.ts';

/** Elements one after another, as they are in CONTENT. @throws INVENTORY_MALFORMED */
export function sectionsOf(written: string, known?: KnownFields): RawSections {
  return readFlatSections(written, known) ?? parseXml(`<CONTENT>${written}</CONTENT>`).sections;
}
