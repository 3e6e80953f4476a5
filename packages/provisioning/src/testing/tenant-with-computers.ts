import assert from 'node:assert/strict';
import type { ClientId } from '@causeway/contract';
import { type ComputerInventory, fingerprintOf } from '@causeway/contract/inventory';
import { someClient, someToken } from '@causeway/store/testing';
import { freePorts } from '@causeway/testkit';
import type { startSignedInApi } from './signed-in-api.ts';

type SignedInApi = Awaited<ReturnType<typeof startSignedInApi>>;

/** For tests: a tenant, and what a client each reports to it. */
export async function addTenant(api: SignedInApi, name: string) {
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  const { tenants } = api.provisioning;
  const hostname = `${name}.localhost`;
  await tenants.create({ name, hostname, binding: 'http', httpPort, httpsPort });
  const store = api.tenantStores.get((await tenants.get(name)).id) ?? assert.fail('not opened');
  const token = { ...someToken(), usesLeft: 1_000 };
  await store.tokens.add(token);

  async function bring(inventory: ComputerInventory, receivedAt: number): Promise<ClientId> {
    const client = someClient({ name: inventory.hardware?.hostname ?? 'client' });
    await store.clients.enroll(client, token.id, 0);
    const reported = { clientId: client.id, receivedAt, address: `http://${hostname}:${httpPort}` as const };
    await store.inventories.put({ ...reported, format: 'native', document: documentOf(inventory) });
    return client.id;
  }
  return { store, bring };
}

function documentOf(inventory: ComputerInventory): string {
  const fingerprint = fingerprintOf(inventory);
  return JSON.stringify({
    ...{ format: 2, kind: 'full', collectedAt: 0, fingerprint, collectors: [] },
    inventory,
  });
}
