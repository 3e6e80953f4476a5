import type { SoftwareItem } from '@causeway/contract/inventory';
import type { SoftwareId } from '@causeway/inventory';

/** A fleet has some 20,000 different packages; with as many others these take about 20 MB a tenant. */
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

/** Ids in the catalog of one database that were met of late, by the text of the key. */
export class RememberedSoftware {
  readonly #ids = new Map<string, SoftwareId>();

  find(text: string): SoftwareId | undefined {
    return this.#ids.get(text);
  }

  add(ids: ReadonlyMap<string, SoftwareId>): void {
    for (const [text, id] of ids) this.#ids.set(text, id);
    for (const text of this.#ids.keys()) {
      if (this.#ids.size <= MOST_REMEMBERED) return;
      this.#ids.delete(text);
    }
  }
}
