import type { SoftwareItem } from '@causeway/contract/inventory';
import type { SoftwareId } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';

/** A fleet has some 20,000 different packages; with as many others these take about 20 MB a tenant. */
const MOST_REMEMBERED = 50_000;

const KEY = ['name', 'version', 'publisher', 'architecture', 'source'] as const;
type Key = readonly [string, string, string, string, string];

const findStatement = `
select s."id", ${KEY.map((column) => `s."${column}"`).join(', ')} from json_each(?) wanted
cross join software s on ${KEY.map((column, index) => `s."${column}" = json_extract(wanted.value, '$[${index}]')`).join(' and ')}`;
const addStatement = `
insert into software ("${KEY.join('", "')}", "firstSeenAt")
select ${KEY.map((_, index) => `json_extract(value, '$[${index}]')`).join(', ')}, ? from json_each(?) where true
returning "id", "${KEY.join('", "')}"`;

export interface Identified {
  readonly byId: ReadonlyMap<SoftwareId, SoftwareItem>;
  /** Those that are in the catalog as one before them is, and are installed with it. */
  readonly repeated: readonly SoftwareItem[];
}

/** The ids of software in the catalog, those met of late in memory. For one database. */
export class Catalog {
  readonly #ids = new Map<string, SoftwareId>();

  /** The items by the id that each has in the catalog, to which new ones are added. */
  async identify(
    trx: Kysely<TenantSchema>,
    items: readonly SoftwareItem[],
    now: number,
  ): Promise<Identified> {
    const byText = new Map<string, SoftwareItem>();
    const repeated: SoftwareItem[] = [];
    for (const item of items) {
      const text = textOf(keyOf(item));
      if (byText.has(text)) repeated.push(item);
      else byText.set(text, item);
    }
    await this.#learn(trx, byText, now);
    const byId = new Map<SoftwareId, SoftwareItem>();
    for (const [text, item] of byText) {
      const id = this.#ids.get(text);
      if (id === undefined) throw new Error(`no id for ${JSON.stringify(keyOf(item))}`);
      byId.set(id, item);
    }
    this.#forgetOldest();
    return { byId, repeated };
  }

  /** After a transaction was undone: ids that it gave are nobody's. */
  forget(): void {
    this.#ids.clear();
  }

  async #learn(
    trx: Kysely<TenantSchema>,
    items: ReadonlyMap<string, SoftwareItem>,
    now: number,
  ): Promise<void> {
    const asked = this.#unknownOf(items);
    if (asked.length === 0) return;
    this.#remember(await execute<FoundRow>(trx, findStatement, [JSON.stringify(asked)]));
    const added = this.#unknownOf(items);
    if (added.length === 0) return;
    this.#remember(await execute<FoundRow>(trx, addStatement, [now, JSON.stringify(added)]));
  }

  #unknownOf(items: ReadonlyMap<string, SoftwareItem>): Key[] {
    const unknown: Key[] = [];
    for (const [text, item] of items) if (!this.#ids.has(text)) unknown.push(keyOf(item));
    return unknown;
  }

  #remember(rows: readonly FoundRow[]): void {
    for (const row of rows) this.#ids.set(textOf(keyOf(row)), row.id);
  }

  #forgetOldest(): void {
    for (const text of this.#ids.keys()) {
      if (this.#ids.size <= MOST_REMEMBERED) return;
      this.#ids.delete(text);
    }
  }
}

type FoundRow = Required<Pick<SoftwareItem, (typeof KEY)[number]>> & { readonly id: SoftwareId };

function keyOf(item: SoftwareItem): Key {
  const { name, version = '', publisher = '', architecture = '', source = '' } = item;
  return [name, version, publisher, architecture, source];
}

/** Lengths first: no two keys have one text. */
function textOf([name, version, publisher, architecture, source]: Key): string {
  const lengths = `${name.length},${version.length},${publisher.length},${architecture.length},`;
  return lengths + name + version + publisher + architecture + source;
}
