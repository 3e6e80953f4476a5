import type { ClientId, TenantId } from '@causeway/contract';
import {
  foreignClientId,
  identityOf,
  isClaimOf,
  type MachineIdentity,
  machineKeyOf,
  openInventory,
} from '@causeway/inventory';
import type { ClientRecord, EndpointStore, ForeignContact, ForeignStanding } from '../endpoint-store.ts';
import { versionOf } from '../foreign/observation-of.ts';
import type { MemoryClients } from './memory-clients.ts';
import { type MemoryInventories, readWhole } from './memory-inventories.ts';

/** The foreign agents of a MemoryEndpointStore. */
export class MemoryForeign implements Foreign {
  readonly #tenantId: TenantId;
  readonly #clients: MemoryClients;
  readonly #inventories: MemoryInventories;

  constructor(tenantId: TenantId, clients: MemoryClients, inventories: MemoryInventories) {
    this.#tenantId = tenantId;
    this.#clients = clients;
    this.#inventories = inventories;
  }

  async accept(contact: ForeignContact): Promise<ForeignStanding> {
    const identity = contact.inventory && identityIn(contact.inventory);
    const id = this.#idFor(contact.deviceId, identity);
    const before = await this.#clients.find(id);
    if (before === undefined) this.#add(id, contact, identity);
    else if (before.standing === 'enrolled') this.#clients.change(id, { version: versionOf(contact.agent) });
    if (before?.standing !== 'retired') await this.#keep(id, contact, identity);
    const newest = await this.#inventories.find(id);
    return {
      ...{ clientId: id, standing: before?.standing ?? 'enrolled' },
      isShared: this.#clients.withDeviceId(contact.deviceId).length > 1,
      inventoryAt: newest?.receivedAt ?? null,
    };
  }

  #add(id: ClientId, contact: ForeignContact, identity: MachineIdentity | undefined): void {
    const [first, ...others] = this.#clients.withDeviceId(contact.deviceId);
    if (first !== undefined && others.length === 0) this.#clients.doubtEvidence(first.id, contact.at);
    this.#clients.add(recordOf(id, contact, identity));
  }

  async #keep(
    clientId: ClientId,
    { at: receivedAt, address, inventory }: ForeignContact,
    identity: MachineIdentity | undefined,
  ): Promise<void> {
    if (inventory === undefined) return;
    await this.#inventories.put({ clientId, receivedAt, address, ...inventory });
    if (typeof identity?.hostname === 'string') this.#clients.change(clientId, { name: identity.hostname });
  }

  /** The first client of the device id, or when that is retired, another one. */
  #answeredUnder(deviceId: string): ClientId | undefined {
    const [first, ...others] = this.#clients.withDeviceId(deviceId);
    if (first?.standing !== 'retired') return first?.id;
    return (others.find(({ standing }) => standing === 'enrolled') ?? first).id;
  }

  /** The one that is known under this device id, or another one when the inventory is of another machine. */
  #idFor(deviceId: string, identity: MachineIdentity | undefined): ClientId {
    const first = foreignClientId(this.#tenantId, deviceId);
    const known = this.#inventories.computerOf(first);
    if (identity === undefined) return this.#answeredUnder(deviceId) ?? first;
    if (known === undefined || isClaimOf(identityOf(known), identity)) return first;
    const claimants = this.#clients.withDeviceId(deviceId).map(({ id }) => id);
    const same = claimants.find((id) => {
      const computer = this.#inventories.computerOf(id);
      return computer !== undefined && isClaimOf(identityOf(computer), identity);
    });
    return same ?? foreignClientId(this.#tenantId, deviceId, machineKeyOf(identity));
  }
}

type Foreign = EndpointStore['foreign'];

/** @throws the codes of the inventory package */
function identityIn({
  format,
  document,
}: NonNullable<ForeignContact['inventory']>): MachineIdentity | undefined {
  const opened = openInventory(format, document);
  return opened.kind === 'full' ? identityOf(readWhole(opened)) : undefined;
}

function recordOf(
  id: ClientId,
  { deviceId, agent, at, address }: ForeignContact,
  identity: MachineIdentity | undefined,
): ClientRecord {
  return {
    ...{ id, name: identity?.hostname ?? nameIn(deviceId), kind: 'foreign', publicKey: '' },
    ...{ standing: 'enrolled', waiver: null, enrolledAt: at, lastSeenAt: at, lastAddress: address },
    ...{ fetchedRevision: 0, appliedRevision: 0, clockSkewSeconds: 0 },
    ...{ version: versionOf(agent), group: null, deviceId },
  };
}

/** Agents call themselves by their hostname and the time of their installation. */
function nameIn(deviceId: string): string {
  return deviceId.replace(/-\d{4}(-\d{2}){5}$/, '');
}
