import type { ComputerInventory } from '@causeway/contract/inventory';
import type { ComputerId } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import type { TenantSchema } from '../schema.ts';
import { readSoftware } from './installed-software.ts';
import { readPart } from './known-computer.ts';

/** The inventory of a computer as it was taken in, but for the order of its software. */
export async function readInventory(
  db: Kysely<TenantSchema>,
  computerId: ComputerId,
): Promise<ComputerInventory> {
  const machine = await readPart(db, computerId, 'machine');
  const volatile = await readPart(db, computerId, 'volatile');
  const repeated = (await readPart(db, computerId, 'software')).software ?? [];
  const software = [...(await readSoftware(db, computerId)), ...repeated];
  return {
    ...machine,
    ...volatile,
    ...((machine.other ?? volatile.other) && { other: { ...machine.other, ...volatile.other } }),
    ...(software.length > 0 && { software }),
  };
}
