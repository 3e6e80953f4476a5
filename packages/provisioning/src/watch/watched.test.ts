import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredCertificate } from '@causeway/certificates';
import { asId, type CertificateId, type TenantId } from '@causeway/contract';
import { someCertificate } from '@causeway/store/testing';
import { createTestCa, type TestCa } from '@causeway/testkit';
import { selfMade } from '../console/console-state.ts';
import type { TenantRecord } from '../provisioning-store.ts';
import { listWatched } from './watched.ts';

const DAY_MS = 86_400_000;

function under(ca: TestCa, id: string, parts: Partial<StoredCertificate> = {}): StoredCertificate {
  const { chainPem, keyPem, sha256 } = ca.issue({ hostnames: [`${id}.acme.example`] });
  return {
    ...someCertificate(),
    id: asId<CertificateId>(id),
    name: id,
    chainPem,
    keyPem,
    anchorPem: ca.certificatePem,
    sha256,
    anchorSha256: ca.sha256,
    notBefore: 0,
    notAfter: 90 * DAY_MS,
    ...parts,
  };
}

function tenant(name: string, parts: { saved?: string; serving?: string; coming?: string }): TenantRecord {
  const idOf = (id: string | undefined) => (id === undefined ? null : asId<CertificateId>(id));
  const site = {
    hostname: `${name}.example`,
    binding: 'https',
    httpPort: 80,
    httpsPort: 443,
    certificateId: idOf(parts.saved),
    rescue: false,
  } as const;
  const listener = {
    scheme: 'https',
    hostname: `${name}.example`,
    port: 443,
    certificateId: idOf(parts.serving),
    ...(parts.coming !== undefined && { coming: { certificateId: asId<CertificateId>(parts.coming) } }),
    serves: 'everything',
  } as const;
  return {
    id: asId<TenantId>(name),
    name,
    saved: site,
    inForce: site,
    serving: [listener],
    activeWindowMs: 1,
    groups: [],
    foreignAgents: null,
    pollingIntervalSeconds: 1,
    inventoryIntervalSeconds: 1,
    createdAt: 0,
  };
}

test('names the tenants that save, serve or rehearse a certificate, and where it is served', () => {
  const ca = createTestCa();
  const certificates = ['old', 'new', 'coming', 'spare'].map((id) => under(ca, id));
  const tenants = [
    tenant('acme', { saved: 'new', serving: 'old', coming: 'coming' }),
    tenant('beta', { saved: 'old', serving: 'old' }),
  ];
  const watched = listWatched({ certificates, tenants, console: selfMade(asId('spare'), undefined) });
  const usersOf = (name: string) => watched.find((one) => one.name === name)?.users;
  assert.deepEqual(usersOf('old'), [
    { kind: 'tenant', name: 'acme', addresses: ['https://acme.example:443'] },
    { kind: 'tenant', name: 'beta', addresses: ['https://beta.example:443'] },
  ]);
  assert.deepEqual(usersOf('new'), [{ kind: 'tenant', name: 'acme', addresses: [] }]);
  assert.deepEqual(usersOf('coming'), [{ kind: 'tenant', name: 'acme', addresses: [] }]);
  assert.deepEqual(usersOf('spare'), [{ kind: 'console', name: 'console', addresses: [] }]);
});

test('watches each anchor once, by its own end, with the users of all certificates under it', () => {
  const ca = createTestCa({ name: 'Acme Root', notAfter: Date.UTC(2031, 0, 1) });
  const certificates = [under(ca, 'one'), under(ca, 'two')];
  const tenants = [tenant('acme', { saved: 'one' }), tenant('beta', { saved: 'two' })];
  const anchors = listWatched({ certificates, tenants, console: undefined }).filter(
    ({ kind }) => kind === 'anchor',
  );
  assert.equal(anchors.length, 1);
  assert.equal(anchors[0]?.name, 'CN=Acme Root');
  assert.equal(anchors[0]?.sha256, ca.sha256);
  assert.equal(anchors[0]?.notAfter, Date.UTC(2031, 0, 1));
  assert.deepEqual(
    anchors[0]?.users.map(({ name }) => name),
    ['acme', 'beta'],
  );
});

test('a self-signed certificate is its own anchor and is watched once', () => {
  const ca = createTestCa();
  const self = under(ca, 'self', { origin: 'self-signed', sha256: ca.sha256 });
  const watched = listWatched({ certificates: [self], tenants: [], console: undefined });
  assert.deepEqual(
    watched.map(({ kind }) => kind),
    ['certificate'],
  );
});

test('knows what is renewed by itself: automatic ones at a third, the console’s own a month before its end', () => {
  const ca = createTestCa();
  const certificates = [
    under(ca, 'acme', { origin: 'acme', renewal: 'automatic' }),
    under(ca, 'by-hand', { origin: 'acme', renewal: 'by-hand' }),
    under(ca, 'console', { origin: 'self-signed' }),
    under(ca, 'both', { origin: 'self-signed' }),
  ];
  const watchedBy = (id: string, tenants: TenantRecord[] = [], renewsItself = true) =>
    listWatched({ certificates, tenants, console: { ...selfMade(asId(id), undefined), renewsItself } });
  const renewal = (name: string, watched = watchedBy('console')) =>
    watched.find((one) => one.name === name)?.renewedAtLeftMs;
  assert.equal(renewal('acme'), 30 * DAY_MS);
  assert.equal(renewal('by-hand'), null);
  assert.equal(renewal('console'), 30 * DAY_MS);
  assert.equal(renewal('both'), null);
  assert.equal(renewal('console', watchedBy('console', [], false)), null);
  assert.equal(renewal('both', watchedBy('both', [tenant('acme', { saved: 'both' })])), null);
});
