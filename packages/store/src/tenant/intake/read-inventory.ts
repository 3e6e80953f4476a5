import type { ComputerInventory } from '@causeway/contract/inventory';
import type { ComputerId } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import type { TenantSchema } from '../schema.ts';
import { readSoftware } from './installed-software.ts';
import { readPart } from './known-computer.ts';
import { readBucketSections } from './software-buckets.ts';

/** The inventory of a computer as it was taken in, but for the order of its software. */
export async function readInventory(
  db: Kysely<TenantSchema>,
  computerId: ComputerId,
): Promise<ComputerInventory> {
  const machine = await readPart(db, computerId, 'machine');
  const volatile = await readPart(db, computerId, 'volatile');
  const { software: repeated = [], other } = await readBucketSections(db, computerId);
  const software = [...(await readSoftware(db, computerId)), ...repeated];
  const others = { ...machine.other, ...volatile.other, ...other };
  return {
    ...machine,
    ...volatile,
    ...(Object.keys(others).length > 0 && { other: others }),
    ...(software.length > 0 && { software }),
  };
}
