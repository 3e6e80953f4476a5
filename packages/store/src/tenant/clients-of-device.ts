import type { ClientId, TenantId } from '@causeway/contract';
import { type ClientRecord, type ForeignContact, versionOf } from '@causeway/endpoint';
import { foreignClientId, identityOf, machineKeyOf } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../sqlite/execute.ts';
import { addClient } from './enroll.ts';
import { chooseComputer } from './intake/choose-computer.ts';
import type { KnownComputer } from './intake/known-computer.ts';
import type { NewInventory } from './intake/new-inventory.ts';
import type { TenantSchema } from './schema.ts';

export type DeviceClient = Pick<ClientRecord, 'id' | 'name' | 'standing'>;

/** The clients under a device id, the first one first; one of its own as soon as several machines claim it. */
export async function findClientsOfDevice(
  trx: Kysely<TenantSchema>,
  deviceId: string,
): Promise<DeviceClient[]> {
  const statement = `select "id", "name", "standing" from clients where "deviceId" = ? order by "enrolledAt", "id"`;
  return execute<DeviceClient>(trx, statement, [deviceId]);
}

/** The first client under a device id. */
export async function addFirstClient(
  trx: Kysely<TenantSchema>,
  tenantId: TenantId,
  contact: ForeignContact,
): Promise<DeviceClient> {
  return add(trx, foreignClientId(tenantId, contact.deviceId), contact);
}

/** Whose inventory this is: another machine under the device id is another client. */
export async function ensureClientOfMachine(
  trx: Kysely<TenantSchema>,
  tenantId: TenantId,
  found: {
    readonly contact: ForeignContact;
    readonly clients: readonly DeviceClient[];
    readonly first: DeviceClient;
    readonly known: readonly KnownComputer[];
    readonly inventory: NewInventory;
  },
): Promise<DeviceClient> {
  const { contact, clients, first, known, inventory } = found;
  const computer = chooseComputer(known, inventory);
  const reporting = clients.find(({ id }) => id === computer?.clientId);
  if (reporting !== undefined) return reporting;
  if (!known.some(({ clientId }) => clientId === first.id)) return first;
  const machine = inventory.parts.find(({ name }) => name === 'machine')?.read() ?? {};
  const id = foreignClientId(tenantId, contact.deviceId, machineKeyOf(identityOf(machine)));
  return clients.find((one) => one.id === id) ?? add(trx, id, contact);
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
