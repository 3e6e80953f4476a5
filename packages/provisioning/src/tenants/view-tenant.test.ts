import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type CertificateId, type ClientId, listenersOf, type Site } from '@causeway/contract';
import { someClient, someEndpointServer, someTenant, someToken } from '@causeway/store/testing';
import { startMemoryHost } from '../testing/memory-host.ts';
import { viewTenant } from './view-tenant.ts';

const NOW = 1_800_000_000_000;
const [web, next] = ['web', 'next'].map((id) => ({ id: asId<CertificateId>(id), name: `name of ${id}` })) as [
  { id: CertificateId; name: string },
  { id: CertificateId; name: string },
];
const site: Site = { ...someTenant().saved, certificateId: web.id };
const serving = listenersOf(site).map((one) =>
  one.certificateId === null ? one : { ...one, coming: { certificateId: next.id } },
);
const servers = {
  list: async () => ['dmz', 'branch'].map((name) => someEndpointServer({ tenantId: tenant.id, name })),
};
const known = { certificates: [web, next], servers };
const tenant = someTenant({ saved: { ...site, certificateId: next.id }, inForce: site, serving });

test('a tenant is shown with its certificates by name, and with every client, retired ones too', async () => {
  await using running = await startMemoryHost(tenant, () => NOW);
  const { tokens, clients } = running.store;
  const token = someToken({ expiresAt: NOW + 1, createdAt: NOW });
  await tokens.add(token);
  for (const name of ['anna', 'boris', 'old'])
    await clients.enroll(someClient({ id: asId<ClientId>(name), name }), token.id, NOW);
  await clients.setStanding(asId<ClientId>('old'), 'retired');
  const view = await viewTenant(tenant, running.host, known);
  assert.deepEqual([view.clients, view.retired, view.endpointServers], [3, 1, 2]);
  assert.deepEqual([view.saved.certificate, view.inForce.certificate], [next.name, web.name]);
  assert.deepEqual([view.serving[0]?.certificate, view.serving[0]?.coming], [web.name, next.name]);
});

test('one that does not run says so', async () => {
  const { trouble, clients, revision } = await viewTenant(tenant, undefined, known);
  assert.deepEqual([trouble, clients, revision], ['not running on this server', 0, 0]);
});
