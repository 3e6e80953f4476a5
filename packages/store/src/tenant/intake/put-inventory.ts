import type { Inventory } from '@causeway/endpoint';
import { inventoryErrors, type OpenDifference, type OpenInventory, openInventory } from '@causeway/inventory';
import { execute } from '../../sqlite/execute.ts';
import { addNewComputer, type ReportingClient } from './add-new-computer.ts';
import { chooseComputer } from './choose-computer.ts';
import type { Intake } from './intake.ts';
import { findKnownComputers, type KnownComputer, type TakenIn } from './known-computer.ts';
import { type NewInventory, newInventoryAfter, newInventoryOf } from './new-inventory.ts';
import { noteDuplicate } from './note-duplicates.ts';
import { noteUpload, saveNewestUpload } from './note-upload.ts';
import { readInventory } from './read-inventory.ts';
import { updateComputer } from './update-computer.ts';

/** An inventory that came, as far as it can be read without the database. */
export type Opened = Omit<Inventory, 'format'> & { readonly content: OpenInventory | OpenDifference };

/** @throws INVENTORY_MALFORMED and the other codes of the inventory package */
export function openUpload({ format, ...inventory }: Inventory): Opened {
  return { ...inventory, content: openInventory(format, inventory.document) };
}

/**
 * Within the transaction that is given.
 * @throws INVENTORY_MALFORMED, INVENTORY_BASE_UNKNOWN; something may have been written then
 */
export async function putInventory(intake: Intake, upload: Opened): Promise<void> {
  const { clientId, receivedAt, content } = upload;
  await noteUpload(intake.trx, upload, null);
  if (!(await saveNewestUpload(intake.trx, upload))) return;
  const client = await getClient(intake, clientId);
  const known = await findKnownComputers(intake.trx, clientId);
  if (content.kind === 'difference') await takeDifference(intake, known, content, receivedAt);
  else await takeInventory(intake, client, known, newInventoryOf(content, receivedAt));
}

/**
 * Takes an inventory in for the computer among the known ones that it is of, or for a new one of the client, and asks
 * whether the first of several machines under one id is the only one.
 */
export async function takeInventory(
  intake: Intake,
  client: ReportingClient,
  known: readonly KnownComputer[],
  inventory: NewInventory,
): Promise<TakenIn> {
  const computer = chooseComputer(known, inventory);
  if (computer !== undefined) return updateComputer(intake, computer, inventory);
  const added = await addNewComputer(intake, client, inventory);
  const [first] = known;
  const shared = `the client ${client.name}`;
  const { at } = inventory;
  if (first !== undefined)
    await noteDuplicate(intake.trx, { kind: 'same-id', computers: [first.id, added.id], shared, at });
  return added;
}

async function takeDifference(
  intake: Intake,
  known: readonly KnownComputer[],
  { difference }: OpenDifference,
  at: number,
): Promise<void> {
  // One that comes again, as its answer was lost, is of the inventory that it made.
  const { base, fingerprint } = difference;
  const computer =
    known.find((one) => one.fingerprint === base) ?? known.find((one) => one.fingerprint === fingerprint);
  if (computer === undefined) {
    const kept = known.map((one) => one.fingerprint || 'one without a fingerprint').join(', ');
    throw inventoryErrors.error('INVENTORY_BASE_UNKNOWN', {
      seen: base,
      expected: kept || 'a whole inventory',
    });
  }
  const readBefore = () => readInventory(intake.trx, computer.id);
  await updateComputer(intake, computer, await newInventoryAfter(computer, difference, at, readBefore));
}

async function getClient({ trx }: Intake, clientId: string): Promise<ReportingClient> {
  const statement = `select "id", "name" from clients where "id" = ?`;
  const [client] = await execute<ReportingClient>(trx, statement, [clientId]);
  if (client === undefined) throw new Error(`There is no client ${clientId}.`);
  return client;
}
