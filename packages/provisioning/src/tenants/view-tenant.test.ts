import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type CertificateId, type ClientId, listenersOf, type Site } from '@causeway/contract';
import { someClient, someTenant, someToken } from '@causeway/store/testing';
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
const tenant = someTenant({ saved: { ...site, certificateId: next.id }, inForce: site, serving });

test('a tenant is shown with its certificates by name, and with every client, retired ones too', async () => {
  await using running = await startMemoryHost(tenant, () => NOW);
  const { tokens, clients } = running.store;
  const token = someToken({ expiresAt: NOW + 1, createdAt: NOW });
  await tokens.add(token);
  for (const name of ['anna', 'boris', 'old'])
    await clients.enroll(someClient({ id: asId<ClientId>(name), name }), token.id, NOW);
  await clients.setStanding(asId<ClientId>('old'), 'retired');
  const view = await viewTenant(tenant, running.host, [web, next]);
  assert.deepEqual(
    [view.clients, view.saved.certificate, view.inForce.certificate],
    [3, next.name, web.name],
  );
  assert.deepEqual([view.serving[0]?.certificate, view.serving[0]?.coming], [web.name, next.name]);
});

test('one that does not run says so', async () => {
  const { trouble, clients, revision } = await viewTenant(tenant, undefined, [web, next]);
  assert.deepEqual([trouble, clients, revision], ['not running on this server', 0, 0]);
});
