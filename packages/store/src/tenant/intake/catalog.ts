import type { SoftwareItem } from '@causeway/contract/inventory';
import type { SoftwareId } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import {
  type CatalogKey,
  keyColumns,
  keyOf,
  type RememberedSoftware,
  textOf,
} from './remembered-software.ts';

const findStatement = `
select s."id", ${keyColumns.map((column) => `s."${column}"`).join(', ')} from jsonb_each(?) wanted
cross join software s on ${keyColumns.map((column, index) => `s."${column}" = json_extract(wanted.value, '$[${index}]')`).join(' and ')}`;
const addStatement = `
insert into software ("${keyColumns.join('", "')}", "firstSeenAt")
select ${keyColumns.map((_, index) => `json_extract(value, '$[${index}]')`).join(', ')}, ? from jsonb_each(?) where true
returning "id", "${keyColumns.join('", "')}"`;

export interface Identified {
  readonly byId: ReadonlyMap<SoftwareId, SoftwareItem>;
  /** Those that are in the catalog as one before them is, and are installed with it. */
  readonly repeated: readonly SoftwareItem[];
}

/** The catalog of software within one transaction. */
export class Catalog {
  readonly #remembered: RememberedSoftware;
  /** Ids that nobody may use before the transaction is committed. */
  readonly #learned = new Map<string, SoftwareId>();

  constructor(remembered: RememberedSoftware) {
    this.#remembered = remembered;
  }

  /** The items by the id that each has in the catalog, to which new ones are added. */
  async identify(
    trx: Kysely<TenantSchema>,
    items: readonly SoftwareItem[],
    now: number,
  ): Promise<Identified> {
    const byId = new Map<SoftwareId, SoftwareItem>();
    const unknown = new Map<string, SoftwareItem>();
    const repeated = items.filter((item) => !this.#takeFirst(item, byId, unknown));
    for (const statement of [find, add]) {
      if (unknown.size === 0) break;
      const rows = await statement(trx, [...unknown.values()].map(keyOf), now);
      for (const row of rows) this.#take(row, byId, unknown);
    }
    return { byId, repeated };
  }

  /** After the transaction was committed. */
  remember(): void {
    this.#remembered.add(this.#learned);
  }

  /** After a part of the transaction was undone: ids that it gave are nobody's. */
  forget(): void {
    this.#learned.clear();
  }

  /** @returns whether it is the first of its key */
  #takeFirst(
    item: SoftwareItem,
    byId: Map<SoftwareId, SoftwareItem>,
    unknown: Map<string, SoftwareItem>,
  ): boolean {
    const text = textOf(keyOf(item));
    const id = this.#remembered.find(text) ?? this.#learned.get(text);
    const isFirst = id === undefined ? !unknown.has(text) : !byId.has(id);
    if (isFirst && id === undefined) unknown.set(text, item);
    if (isFirst && id !== undefined) byId.set(id, item);
    return isFirst;
  }

  #take(row: FoundRow, byId: Map<SoftwareId, SoftwareItem>, unknown: Map<string, SoftwareItem>): void {
    const text = textOf(keyOf(row));
    const item = unknown.get(text);
    if (item === undefined) throw new Error(`nobody asked for software ${row.id}`);
    unknown.delete(text);
    byId.set(row.id, item);
    this.#learned.set(text, row.id);
  }
}

type FoundRow = Record<(typeof keyColumns)[number], string> & { readonly id: SoftwareId };

function find(trx: Kysely<TenantSchema>, keys: readonly CatalogKey[]): Promise<FoundRow[]> {
  return execute<FoundRow>(trx, findStatement, [JSON.stringify(keys)]);
}

function add(trx: Kysely<TenantSchema>, keys: readonly CatalogKey[], now: number): Promise<FoundRow[]> {
  return execute<FoundRow>(trx, addStatement, [now, JSON.stringify(keys)]);
}
