import type { TenantId } from '@causeway/contract';
import type { EndpointStore, ForeignContact, ForeignStanding } from '@causeway/endpoint';
import { inventoryErrors, type OpenInventory, openInventory } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../sqlite/execute.ts';
import {
  type DeviceClient,
  ensureClientOfMachine,
  ensureFirstClient,
  findAnswered,
  findComputersOfDevice,
  hasSeveralClients,
} from './clients-of-device.ts';
import type { Intake, TakeIn } from './intake/intake.ts';
import type { TakenIn } from './intake/known-computer.ts';
import { newInventoryOf } from './intake/new-inventory.ts';
import { noteUpload, saveNewestUpload } from './intake/note-upload.ts';
import { takeInventory } from './intake/put-inventory.ts';
import type { TenantSchema } from './schema.ts';

/** A foreign agent that came by, with what it brought as far as that can be read without the database. */
export interface OpenContact {
  readonly contact: ForeignContact;
  readonly opened: OpenInventory | undefined;
}

export function createForeign(tenantId: TenantId, takeIn: TakeIn): EndpointStore['foreign'] {
  return {
    async accept(contact) {
      const open = openContact(contact);
      return takeIn((intake) => acceptForeign(intake, tenantId, open));
    },
  };
}

/** @throws INVENTORY_MALFORMED and the other codes of the inventory package */
export function openContact(contact: ForeignContact): OpenContact {
  if (contact.inventory === undefined) return { contact, opened: undefined };
  const opened = openInventory(contact.inventory.format, contact.inventory.document);
  if (opened.kind === 'full')
    return { contact, opened: { ...opened, collectedBy: opened.collectedBy ?? contact.agent } };
  throw inventoryErrors.error('INVENTORY_MALFORMED', { seen: 'differences', expected: 'a whole inventory' });
}

/**
 * Within the transaction that is given.
 * @throws INVENTORY_MALFORMED; something may have been written then
 */
export async function acceptForeign(
  intake: Intake,
  tenantId: TenantId,
  { contact, opened }: OpenContact,
): Promise<ForeignStanding> {
  const { trx } = intake;
  const { deviceId, at } = contact;
  const first = await ensureFirstClient(trx, tenantId, contact);
  const isShared = await hasSeveralClients(trx, deviceId);
  if (opened === undefined) {
    const answered = await findAnswered(trx, first, deviceId);
    return standingOf(answered, isShared, await findInventoryAt(trx, answered));
  }
  const inventory = newInventoryOf(opened, at);
  const known = await findComputersOfDevice(trx, { first, isShared, deviceId, inventory });
  const found = { contact, first, isShared, known, inventory };
  const client = await ensureClientOfMachine(trx, tenantId, found);
  const isNewest = client.standing === 'enrolled' && (await noteInventory(trx, client, { contact, opened }));
  if (isNewest) await rename(trx, client, await takeInventory(intake, client, known, inventory));
  const inventoryAt = isNewest ? at : await findInventoryAt(trx, client);
  return standingOf(client, isShared || client.id !== first.id, inventoryAt);
}

/** @returns whether it is the newest of its client */
async function noteInventory(
  trx: Kysely<TenantSchema>,
  { id: clientId }: DeviceClient,
  { contact, opened }: Required<OpenContact>,
): Promise<boolean> {
  const { at: receivedAt, address } = contact;
  // Of the parts, which are hashed already: nothing else in it is an inventory.
  const document = opened?.parts.map(({ name, fingerprint }) => `${name} ${fingerprint}`).join('\n') ?? '';
  await noteUpload(trx, { clientId, receivedAt, document }, null);
  return saveNewestUpload(trx, { clientId, receivedAt, address });
}

/** A foreign client is called as its computer is. */
async function rename(trx: Kysely<TenantSchema>, { id, name }: DeviceClient, { name: called }: TakenIn) {
  if (called !== name) await execute(trx, `update clients set "name" = ? where "id" = ?`, [called, id]);
}

async function findInventoryAt(trx: Kysely<TenantSchema>, { id }: DeviceClient): Promise<number | null> {
  const statement = `select "receivedAt" from newest_uploads where "clientId" = ?`;
  const [row] = await execute<{ receivedAt: number }>(trx, statement, [id]);
  return row?.receivedAt ?? null;
}

function standingOf(
  { id: clientId, standing }: DeviceClient,
  isShared: boolean,
  inventoryAt: number | null,
): ForeignStanding {
  return { clientId, standing, isShared, inventoryAt };
}
