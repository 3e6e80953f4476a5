import type { ClientId, TenantId } from '@causeway/contract';
import { type ClientRecord, type ForeignContact, versionOf } from '@causeway/endpoint';
import { foreignClientId, identityOf, machineKeyOf } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../sqlite/execute.ts';
import { doubtEvidence } from './doubted-evidence.ts';
import { addClient } from './enroll.ts';
import { chooseComputer } from './intake/choose-computer.ts';
import { findAlikeComputers, findKnownComputers, type KnownComputer } from './intake/known-computer.ts';
import { machineOf, type NewInventory } from './intake/new-inventory.ts';
import type { TenantSchema } from './schema.ts';

export type DeviceClient = Pick<ClientRecord, 'id' | 'name' | 'standing'>;

/** Of the first machine under the device id: the client in whose id there is nothing but that. */
export function ensureFirstClient(
  trx: Kysely<TenantSchema>,
  tenantId: TenantId,
  contact: ForeignContact,
): Promise<DeviceClient> {
  return ensure(trx, foreignClientId(tenantId, contact.deviceId), contact);
}

/**
 * Who is answered that came by without an inventory: the first client, or when that is retired, another machine under the
 * device id. An agent that is refused there sends no inventory, by which alone it could be told apart.
 */
export async function findAnswered(
  trx: Kysely<TenantSchema>,
  first: DeviceClient,
  deviceId: string,
): Promise<DeviceClient> {
  if (first.standing === 'enrolled') return first;
  const statement = `
select "id", "name", "standing" from clients where "deviceId" = ? and "standing" = 'enrolled' order by "id" limit 1`;
  const [other] = await execute<DeviceClient>(trx, statement, [deviceId]);
  return other ?? first;
}

/** Several machines claim this device id. */
export async function hasSeveralClients(trx: Kysely<TenantSchema>, deviceId: string): Promise<boolean> {
  const clients = await execute(trx, 'select 1 from clients where "deviceId" = ? limit 2', [deviceId]);
  return clients.length > 1;
}

/** The computers under the device id that an inventory may be of, those of the first client first. */
export async function findComputersOfDevice(
  trx: Kysely<TenantSchema>,
  asked: {
    readonly first: DeviceClient;
    readonly isShared: boolean;
    readonly deviceId: string;
    readonly inventory: NewInventory;
  },
): Promise<KnownComputer[]> {
  const { first, isShared, deviceId, inventory } = asked;
  const known = await findKnownComputers(trx, first.id);
  if (!isShared) return known;
  const alike = await findAlikeComputers(trx, deviceId, identityOf(machineOf(inventory)));
  return [...known, ...alike.filter(({ clientId }) => clientId !== first.id)];
}

/** Whose inventory this is: another machine under the device id is another client. */
export async function ensureClientOfMachine(
  trx: Kysely<TenantSchema>,
  tenantId: TenantId,
  found: {
    readonly contact: ForeignContact;
    readonly first: DeviceClient;
    readonly isShared: boolean;
    readonly known: readonly KnownComputer[];
    readonly inventory: NewInventory;
  },
): Promise<DeviceClient> {
  const { contact, first, isShared, known, inventory } = found;
  const computer = chooseComputer(known, inventory);
  const isOfFirst = ({ clientId }: KnownComputer) => clientId === first.id;
  if (computer === undefined ? !known.some(isOfFirst) : isOfFirst(computer)) return first;
  const machine = () => machineKeyOf(identityOf(machineOf(inventory)));
  if (!isShared) await doubtEvidence(trx, first.id, contact.at);
  return ensure(trx, computer?.clientId ?? foreignClientId(tenantId, contact.deviceId, machine()), contact);
}

async function ensure(
  trx: Kysely<TenantSchema>,
  id: ClientId,
  contact: ForeignContact,
): Promise<DeviceClient> {
  const statement = 'select "id", "name", "standing" from clients where "id" = ?';
  const [client] = await execute<DeviceClient>(trx, statement, [id]);
  return client ?? add(trx, id, contact);
}

async function add(
  trx: Kysely<TenantSchema>,
  id: ClientId,
  { deviceId, agent, at, address }: ForeignContact,
): Promise<DeviceClient> {
  const client: ClientRecord = {
    ...{ id, name: nameOf(deviceId), kind: 'foreign', publicKey: '', standing: 'enrolled', waiver: null },
    ...{ enrolledAt: at, lastSeenAt: at, lastAddress: address, fetchedRevision: 0, appliedRevision: 0 },
    ...{ clockSkewSeconds: 0, version: versionOf(agent), group: null, deviceId },
  };
  await addClient(trx, client);
  return client;
}

/** Agents append the moment at which they made the id to the name of the host. */
function nameOf(deviceId: string): string {
  return deviceId.replace(/-\d{4}(-\d{2}){5}$/, '') || deviceId;
}
