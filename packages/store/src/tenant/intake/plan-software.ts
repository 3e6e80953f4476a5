import type { ComputerInventory, SoftwareItem } from '@causeway/contract/inventory';
import type { ComputerId, InventoryBucket, SoftwareId } from '@causeway/inventory';
import type { SaidSoftware } from './catalog.ts';
import type { CatalogEntry } from './catalog-key.ts';
import { type Installed, readInstalled } from './installed-software.ts';
import type { Intake } from './intake.ts';
import type { NewPart } from './new-inventory.ts';
import { saidSoftwareIn } from './said-software.ts';
import { type FilledBucket, type KeptBucket, readBuckets } from './software-buckets.ts';

/** What becomes of the software of a computer: of buckets that are in neither list nothing changes. */
export interface SoftwarePlan {
  readonly filled: readonly FilledBucket[];
  readonly gone: readonly number[];
  /** What was installed of them. */
  readonly installed: readonly Installed[];
  /** What is installed of them, each once. */
  readonly wanted: ReadonlyMap<SoftwareId, Installed>;
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
  const filled = await fillAll(intake, come, at);
  const wanted = new Map(filled.flatMap(({ installed }) => installed.map((one) => [one[0], one])));
  const count = filled.reduce((sum, { installed }) => sum + installed.length, 0);
  if (wanted.size < count) return undefined;
  const filling = { filled, wanted };
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

/** Those of a fleet that has the same packages are the same: one that was met of late is not read again. */
async function fillAll(
  { trx, catalog }: Intake,
  buckets: readonly InventoryBucket[],
  at: number,
): Promise<FilledBucket[]> {
  // Before anything is waited for: what is remembered may be forgotten meanwhile.
  const known = buckets.map(({ fingerprint }) => catalog.buckets.find(fingerprint));
  const read = buckets.filter((_, index) => known[index] === undefined).map(readBucket);
  const items = read.flatMap(({ said }) => said);
  const entries = await catalog.identify(trx, items, at);
  let start = 0;
  const filled = read.map((bucket) => {
    const end = start + bucket.said.length;
    const own = fill(bucket, entries.slice(start, end));
    start = end;
    if (isPlain(own)) catalog.buckets.learn(own.fingerprint, own.installed);
    return own;
  });
  const remembered = buckets.flatMap(({ number, fingerprint }, index) => {
    const installed = known[index];
    return installed ? [{ number, fingerprint, installed, isAsCatalog: true, sections: {} }] : [];
  });
  return [...remembered, ...filled];
}

/** Of a bucket without a fingerprint nobody can say that it was met. */
function isPlain({ fingerprint, isAsCatalog, sections }: FilledBucket): boolean {
  return fingerprint !== '' && isAsCatalog && Object.keys(sections).length === 0;
}

/** @param entries of its rows */
function fill({ bucket, sections, said, isAll }: ReadBucket, entries: readonly CatalogEntry[]): FilledBucket {
  const installed = new Map<SoftwareId, Installed>();
  const repeated: SoftwareItem[] = [];
  let isAsCatalog = isAll;
  for (const [index, { item, rest }] of said.entries()) {
    // There are as many of both.
    const entry = entries[index] as CatalogEntry;
    const isFirst = !installed.has(entry.id);
    const { sizeBytes = null, installedAt = null } = item;
    if (isFirst) installed.set(entry.id, [entry.id, sizeBytes, installedAt]);
    else repeated.push(item);
    isAsCatalog &&= rest === (isFirst ? entry.rest : '');
  }
  const { software: _, ...others } = sections;
  const { number, fingerprint } = bucket;
  return {
    ...{ number, fingerprint, installed: [...installed.values()], isAsCatalog },
    sections: { ...(!isAsCatalog && others), ...(repeated.length > 0 && { software: repeated }) },
  };
}
