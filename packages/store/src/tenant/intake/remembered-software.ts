import type { SoftwareItem } from '@causeway/contract/inventory';
import type { SoftwareId } from '@causeway/inventory';

/** A fleet has some 20,000 different packages; with as many others these take about 30 MB a tenant. */
const MOST_REMEMBERED = 50_000;

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

/** What is in the catalog of one database and was met of late, by the text of the key. */
export class RememberedSoftware {
  readonly #entries = new Map<string, CatalogEntry>();

  find(text: string): CatalogEntry | undefined {
    return this.#entries.get(text);
  }

  add(entries: ReadonlyMap<string, CatalogEntry>): void {
    for (const [text, entry] of entries) this.#entries.set(text, entry);
    for (const text of this.#entries.keys()) {
      if (this.#entries.size <= MOST_REMEMBERED) return;
      this.#entries.delete(text);
    }
  }
}
