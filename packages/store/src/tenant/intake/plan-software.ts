import type { ComputerInventory, SoftwareItem } from '@causeway/contract/inventory';
import type { ComputerId, InventoryBucket, SoftwareId } from '@causeway/inventory';
import type { SaidSoftware } from './catalog.ts';
import { type Installed, readInstalled } from './installed-software.ts';
import type { Intake } from './intake.ts';
import type { NewPart } from './new-inventory.ts';
import type { CatalogEntry } from './remembered-software.ts';
import { saidSoftwareIn } from './said-software.ts';
import { type FilledBucket, type KeptBucket, readBuckets } from './software-buckets.ts';

/** What becomes of the software of a computer: of buckets that are in neither list nothing changes. */
export interface SoftwarePlan {
  readonly filled: readonly FilledBucket[];
  readonly gone: readonly number[];
  /** What was installed of them. */
  readonly installed: readonly Installed[];
  /** What is installed of them, each once. */
  readonly wanted: ReadonlyMap<SoftwareId, SoftwareItem>;
}

interface Question {
  /** Undefined for a new one. */
  readonly computerId: ComputerId | undefined;
  readonly kept: ReadonlyMap<number, KeptBucket>;
  readonly at: number;
}

/** All of the software in one bucket. */
const WHOLE = -1;

/**
 * Reads the buckets that are another than those that are kept. Where an id of the catalog would be in two buckets, nobody
 * could say of one alone whether it is still installed: then all of the software is one bucket.
 * @throws INVENTORY_MALFORMED
 */
export async function planSoftware(
  intake: Intake,
  part: NewPart,
  at: number,
  computerId?: ComputerId,
): Promise<SoftwarePlan> {
  const kept = computerId === undefined ? new Map() : await readBuckets(intake.trx, computerId);
  const question = { computerId, kept, at };
  const said = part.buckets?.();
  const plan = said && (await planBuckets(intake, question, said));
  if (plan !== undefined) return plan;
  const whole = { number: WHOLE, fingerprint: '', read: part.read };
  const planned = await planBuckets(intake, question, [whole]);
  if (planned === undefined) throw new Error('what is in one bucket is not in two');
  return planned;
}

/** Undefined when an id would be in two buckets. */
async function planBuckets(
  intake: Intake,
  { computerId, kept, at }: Question,
  said: readonly InventoryBucket[],
): Promise<SoftwarePlan | undefined> {
  const come = said.filter((bucket) => isNew(bucket, kept.get(bucket.number)));
  const numbers = new Set(said.map(({ number }) => number));
  const gone = [...kept.keys()].filter((number) => !numbers.has(number));
  const read = come.map(readBucket);
  const items = read.flatMap(({ said }) => said);
  const filling = fill(read, await intake.catalog.identify(intake.trx, items, at));
  if (filling === undefined) return undefined;
  if (computerId === undefined) return { ...filling, gone, installed: [] };
  const had = new Set(
    [...gone, ...come.map(({ number }) => number)].flatMap((number) => kept.get(number)?.softwareIds ?? []),
  );
  const installed = await readInstalled(intake.trx, computerId, [...had.union(filling.wanted)]);
  return installed.every(([id]) => had.has(id)) ? { ...filling, gone, installed } : undefined;
}

function isNew({ fingerprint }: InventoryBucket, kept: KeptBucket | undefined): boolean {
  return fingerprint === '' || fingerprint !== kept?.fingerprint;
}

interface ReadBucket {
  readonly bucket: InventoryBucket;
  readonly sections: ComputerInventory;
  /** Its rows. */
  readonly said: readonly SaidSoftware[];
  /** Whether the rows say all that is in the sections. */
  readonly isAll: boolean;
}

function readBucket(bucket: InventoryBucket): ReadBucket {
  const sections = bucket.read();
  const said = saidSoftwareIn(sections);
  const rows = said ?? (sections.software ?? []).map((item) => ({ item, rest: '' }));
  return { bucket, sections, said: rows, isAll: said !== undefined };
}

/**
 * Undefined when an id would be in two buckets.
 * @param entries of the rows of all buckets, one after another
 */
function fill(
  read: readonly ReadBucket[],
  entries: readonly CatalogEntry[],
): Pick<SoftwarePlan, 'filled' | 'wanted'> | undefined {
  const wanted = new Map<SoftwareId, SoftwareItem>();
  const filled: FilledBucket[] = [];
  let start = 0;
  for (const bucket of read) {
    const end = start + bucket.said.length;
    const own = fillOne(bucket, entries.slice(start, end));
    for (const [id, item] of own.items) {
      if (wanted.has(id)) return undefined;
      wanted.set(id, item);
    }
    filled.push(own.filled);
    start = end;
  }
  return { filled, wanted };
}

function fillOne({ bucket, sections, said, isAll }: ReadBucket, entries: readonly CatalogEntry[]) {
  const items = new Map<SoftwareId, SoftwareItem>();
  const repeated: SoftwareItem[] = [];
  let isAsCatalog = isAll;
  for (const [index, { item, rest }] of said.entries()) {
    // There are as many of both.
    const entry = entries[index] as CatalogEntry;
    const isFirst = !items.has(entry.id);
    if (isFirst) items.set(entry.id, item);
    else repeated.push(item);
    isAsCatalog &&= rest === (isFirst ? entry.rest : '');
  }
  const { software: _, ...others } = sections;
  const { number, fingerprint } = bucket;
  const filled: FilledBucket = {
    ...{ number, fingerprint, softwareIds: [...items.keys()], isAsCatalog },
    sections: { ...(!isAsCatalog && others), ...(repeated.length > 0 && { software: repeated }) },
  };
  return { items, filled };
}
