import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import { type CatalogEntry, type CatalogKey, keyColumns, keyOf, textOf } from './catalog-key.ts';
import type { Installed } from './installed-software.ts';
import { Learned, Remembered } from './remembered.ts';

const findStatement = `
select s."id", s."rest", ${keyColumns.map((column) => `s."${column}"`).join(', ')} from jsonb_each(?) wanted
cross join software s on ${keyColumns.map((column, index) => `s."${column}" = json_extract(wanted.value, '$[${index}]')`).join(' and ')}`;
const addStatement = `
insert into software ("${keyColumns.join('", "')}", "rest", "firstSeenAt")
select ${[...keyColumns, 'rest'].map((_, index) => `json_extract(value, '$[${index}]')`).join(', ')}, ? from jsonb_each(?) where true
returning "id", "rest", "${keyColumns.join('", "')}"`;

/** A description of a package has some hundred characters; of 50,000 these are remembered. */
const LONGEST_REST = 500;

/** A row of software, with what is left of it: a row of `other` as JSON, '' for nothing. */
export interface SaidSoftware {
  readonly item: SoftwareItem;
  readonly rest: string;
}

/** A fleet has some 20,000 different packages; with as many others these take about 30 MB a tenant. */
const MOST_ENTRIES = 50_000;
/** Of 80 machines that are alike in nothing; what a fleet installs it has from most of its machines. Some 5 MB a tenant. */
const MOST_BUCKETS = 5_000;

/** What the rows of a bucket are, whoever has them: each once, and said as the catalog says it. */
export type PlainBucket = readonly Installed[];

/** What is remembered of the catalog of one database. */
export class RememberedCatalog {
  /** By the text of the key. */
  readonly entries = new Remembered<CatalogEntry>(MOST_ENTRIES);
  /** By their fingerprints. */
  readonly buckets = new Remembered<PlainBucket>(MOST_BUCKETS);
}

/** The catalog of software within one transaction. */
export class Catalog {
  readonly buckets: Learned<PlainBucket>;
  readonly #entries: Learned<CatalogEntry>;

  constructor({ entries, buckets }: RememberedCatalog) {
    this.#entries = new Learned(entries);
    this.buckets = new Learned(buckets);
  }

  /** The entry that each of the items has in the catalog, to which new ones are added with what is said of them. */
  async identify(
    trx: Kysely<TenantSchema>,
    items: readonly SaidSoftware[],
    now: number,
  ): Promise<readonly CatalogEntry[]> {
    const texts = items.map(({ item }) => textOf(keyOf(item)));
    // Before anything is waited for: what is remembered may be forgotten meanwhile.
    const known = texts.map((text) => this.#entries.find(text));
    const unknown = new Map<string, NewEntry>();
    for (const [index, { item, rest }] of items.entries())
      if (known[index] === undefined) unknown.set(texts[index] ?? '', [...keyOf(item), shortOf(rest)]);
    for (const statement of [find, add]) {
      if (unknown.size === 0) break;
      for (const row of await statement(trx, [...unknown.values()], now)) this.#learn(row, unknown);
    }
    return known.map((entry, index) => entry ?? this.#getLearned(texts[index] ?? ''));
  }

  /** After the transaction was committed. */
  remember(): void {
    this.#entries.remember();
    this.buckets.remember();
  }

  /** After a part of the transaction was undone: ids that it gave are nobody's. */
  forget(): void {
    this.#entries.forget();
    this.buckets.forget();
  }

  #learn(row: FoundRow, unknown: Map<string, NewEntry>): void {
    const text = textOf(keyOf(row));
    if (!unknown.delete(text)) throw new Error(`nobody asked for software ${row.id}`);
    this.#entries.learn(text, { id: row.id, rest: row.rest });
  }

  #getLearned(text: string): CatalogEntry {
    const entry = this.#entries.find(text);
    if (entry === undefined) throw new Error(`software is not in the catalog: ${text}`);
    return entry;
  }
}

/** What is longer is kept with each computer. */
function shortOf(rest: string): string {
  return rest.length > LONGEST_REST ? '' : rest;
}

type NewEntry = readonly [...CatalogKey, rest: string];
type FoundRow = Record<(typeof keyColumns)[number], string> & CatalogEntry;

function find(trx: Kysely<TenantSchema>, entries: readonly NewEntry[]): Promise<FoundRow[]> {
  return execute<FoundRow>(trx, findStatement, [JSON.stringify(entries)]);
}

function add(trx: Kysely<TenantSchema>, entries: readonly NewEntry[], now: number): Promise<FoundRow[]> {
  return execute<FoundRow>(trx, addStatement, [now, JSON.stringify(entries)]);
}
