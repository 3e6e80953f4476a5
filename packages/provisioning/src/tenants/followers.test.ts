import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type CertificateId, type Site } from '@causeway/contract';
import { someEndpointServer, someTenant } from '@causeway/store/testing';
import { nextSite, planFollowers } from './followers.ts';

const [web, own] = ['web', 'own'].map((id) => asId<CertificateId>(id)) as [CertificateId, CertificateId];
const tenant = someTenant();
const site: Site = {
  ...{ hostname: 'branch.acme.example', binding: 'http', httpPort: 80, httpsPort: 443 },
  ...{ certificateId: null, rescue: true },
};
const serverOf = (parts: Partial<Parameters<typeof someEndpointServer>[0]> = {}) =>
  someEndpointServer({
    ...{ tenantId: tenant.id, saved: site, inForce: site, state: 'authorized', lag: null, local: null },
    ...parts,
  });
const toBoth: Site = { ...tenant.inForce, binding: 'http+https', certificateId: web, rescue: true };

test('every authorized endpoint server goes along, by its own certificate or else the tenant’s', () => {
  const withOwn = serverOf({ inForce: { ...site, certificateId: own } });
  const servers = [serverOf(), withOwn, serverOf({ state: 'pending' }), serverOf({ state: 'retired' })];
  const { now, later } = planFollowers(tenant, servers, toBoth);
  assert.deepEqual(
    now.map(({ desired }) => [desired.hostname, desired.binding, desired.certificateId]),
    [
      ['branch.acme.example', 'http+https', web],
      ['branch.acme.example', 'http+https', own],
    ],
  );
  assert.deepEqual(later, []);
});

test('one that is there already is no part of the change', () => {
  const there = { ...site, binding: 'http+https', certificateId: own } as const;
  assert.deepEqual(planFollowers(tenant, [serverOf({ saved: there, inForce: there })], toBoth).now, []);
});

test('one that is behind, changed locally or a step away is told later', () => {
  const lag = { since: 1, code: 'ENDPOINT_SERVER_LAGS', seen: 'away', changeId: null };
  const local = {
    number: 1,
    site: someEndpointServer({ tenantId: tenant.id }).proposed,
    certificateId: null,
    at: 1,
  };
  const servers = [serverOf({ lag }), serverOf({ local: { ...local, outcome: 'seen' } })];
  assert.equal(planFollowers(tenant, servers, toBoth).later.length, 2);
  const { now, later } = planFollowers(tenant, [serverOf()], { ...toBoth, binding: 'https' });
  assert.deepEqual([now.length, later.length], [0, 1]);
});

test('the next step towards https leads over both', () => {
  const saved = { ...site, binding: 'https', certificateId: own } as const;
  assert.equal(nextSite({ inForce: site, saved }).binding, 'http+https');
  assert.equal(nextSite({ inForce: { ...saved, binding: 'http+https' }, saved }).binding, 'https');
});
