import type { ComputerInventory, InventoryDifference } from '@causeway/contract/inventory';
import { applyDifference } from '@causeway/contract/inventory';
import type { InventoryPart, OpenInventory } from '@causeway/inventory';
import type { KnownComputer, PartName } from './known-computer.ts';

/** A part of an inventory that is to be kept; read no sooner than it has to be, and once. */
export interface NewPart {
  readonly name: PartName;
  /** Equal to the kept one: the part is the same. '' equals none. */
  readonly fingerprint: string;
  /** @throws INVENTORY_MALFORMED */
  readonly read: () => ComputerInventory;
  /** The same in buckets, where it can be told apart without being read. @throws INVENTORY_MALFORMED */
  readonly buckets?: InventoryPart['buckets'] | undefined;
}

/** An inventory that is to be kept. Of a part that is not among its parts nothing changes. */
export interface NewInventory {
  readonly at: number;
  readonly parts: readonly NewPart[];
  /** Of the part `machine`, too, there are only some sections: the others stay. */
  readonly isPartial: boolean;
  readonly report: { readonly fingerprint: string; readonly collectors: string };
  /** Undefined: the one before. */
  readonly collectedBy?: string;
}

const partNames = ['machine', 'software', 'volatile'] as const satisfies readonly PartName[];

export function newInventoryOf(opened: OpenInventory, at: number): NewInventory {
  const { claimedFingerprint, collectors, collectedBy, isPartial } = opened;
  const fingerprint = claimedFingerprint ?? '';
  return {
    ...{ at, isPartial, parts: isPartial ? partsSaid(opened) : allParts(opened) },
    report: { fingerprint, collectors: JSON.stringify(collectors) },
    collectedBy: collectedBy ?? '',
  };
}

function allParts({ parts }: OpenInventory): NewPart[] {
  return partNames.map((name) => {
    const part = parts.find((one) => one.name === name);
    return part === undefined ? { name, fingerprint: 'none', read: () => ({}) } : toNew(part);
  });
}

/** What is nobody's news is not worth taking in pieces. */
function partsSaid({ parts }: OpenInventory): NewPart[] {
  return parts.filter(({ name }) => name !== 'volatile').map(toNew);
}

function toNew(part: InventoryPart): NewPart {
  const { name, fingerprint, buckets } = part;
  return { name, fingerprint, read: once(() => part.read()), buckets };
}

/**
 * What a difference makes of the inventory before.
 * @throws INVENTORY_BASE_UNKNOWN, INVENTORY_MALFORMED
 */
export async function newInventoryAfter(
  known: KnownComputer,
  difference: InventoryDifference,
  at: number,
  readBefore: () => Promise<ComputerInventory>,
): Promise<NewInventory> {
  const collectors = JSON.stringify(difference.collectors);
  const report = { fingerprint: difference.fingerprint, collectors };
  if (known.fingerprint === difference.fingerprint) return { at, parts: [], isPartial: false, report };
  const { software = [], ...machine } = applyDifference(await readBefore(), difference);
  const sections = { machine, software: { software }, volatile: {} };
  const parts = partNames.map((name) => ({ name, fingerprint: '', read: () => sections[name] }));
  return { at, parts, isPartial: false, report };
}

/** What an inventory says of the machine that it is of. @throws INVENTORY_MALFORMED */
export function machineOf({ parts }: NewInventory): ComputerInventory {
  return parts.find(({ name }) => name === 'machine')?.read() ?? {};
}

function once<Value>(read: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => {
    kept ??= { value: read() };
    return kept.value;
  };
}
