import { asId, type ClientId } from '@causeway/contract';
import type { ClientRecord } from '../../endpoint-store.ts';
import { type Site, serveEndpoint } from '../../testing/serve-endpoint.ts';
import { MemoryRegistry } from './memory-registry.ts';
import type { RecordedClient, RecordedScene } from './recorded-messages.ts';

/** A platform that knows those who spoke in a recording, at the time when they did. */
export async function serveRecordedPlatform(
  scene: RecordedScene,
): Promise<{ readonly site: Site; readonly registry: MemoryRegistry }> {
  const registry = new MemoryRegistry();
  registry.addresses.add(scene.serverAddress);
  registry.states.set(scene.endpointServer.id, 'authorized');
  const site = await serveEndpoint({ endpointServers: registry });
  site.at = scene.at;
  site.arrival = { ...site.arrival, address: scene.address };
  await addToken(site, scene);
  await addClient(site, scene, scene.endpointServer, 'endpoint-server');
  await addClient(site, scene, scene.client, 'native');
  return { site, registry };
}

async function addToken({ store }: Site, { at, token }: RecordedScene): Promise<void> {
  const times = { createdAt: at, expiresAt: at + 60_000, usesLeft: 10 };
  await store.tokens.add({ ...token, ...times, purpose: 'client', group: null });
}

async function addClient(
  { store }: Site,
  { at, address, token }: RecordedScene,
  { id, name, publicKey }: RecordedClient,
  kind: ClientRecord['kind'],
): Promise<void> {
  const record: ClientRecord = {
    ...{ id: asId<ClientId>(id), name, publicKey, kind, standing: 'enrolled', waiver: null },
    ...{ enrolledAt: at, lastSeenAt: at, lastAddress: address, version: '1.0.0' },
    ...{ fetchedRevision: 0, appliedRevision: 0, clockSkewSeconds: 0, group: null, deviceId: null },
  };
  await store.clients.enroll(record, token.id, at);
}
