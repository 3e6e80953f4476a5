import type { SoftwareItem } from '@causeway/contract/inventory';
import type { SoftwareId } from '@causeway/inventory';

/** What makes software the same in the catalog. */
export const keyColumns = ['name', 'version', 'publisher', 'architecture', 'source'] as const;
/** '' is what is not known. */
export type CatalogKey = readonly [string, string, string, string, string];

export function keyOf(item: Pick<SoftwareItem, (typeof keyColumns)[number]>): CatalogKey {
  const { name, version = '', publisher = '', architecture = '', source = '' } = item;
  return [name, version, publisher, architecture, source];
}

/** Lengths first: no two keys have one text. */
export function textOf([name, version, publisher, architecture, source]: CatalogKey): string {
  const lengths = `${name.length},${version.length},${publisher.length},${architecture.length},`;
  return lengths + name + version + publisher + architecture + source;
}

/** An entry of the catalog. */
export interface CatalogEntry {
  readonly id: SoftwareId;
  /** What was said of it, beyond the key, by who brought it first: a row of `other` as JSON; '' for nothing. */
  readonly rest: string;
}
