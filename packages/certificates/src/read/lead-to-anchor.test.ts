import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, type TestCertificate } from '@causeway/testkit';
import { leadToAnchor } from './lead-to-anchor.ts';
import { parseCertificate } from './parsed-certificate.ts';
import { permutationsOf } from './testing/permutations-of.ts';
import { refusedWith } from './testing/refused-with.ts';

const DAY_MS = 86_400_000;
const now = Date.now();
const old = createTestCa({ name: 'Old Root' });
const fresh = createTestCa({ name: 'New Root' });
const cross = old.intermediate({ name: 'New Root', keys: fresh.keys });
const issuing = fresh.intermediate({ name: 'Issuing CA' });
const leaf = issuing.issue({ hostnames: ['inventory.acme.example'] });

const parsed = ({ certificatePem }: TestCertificate) => parseCertificate(certificatePem);
const ids = (...all: readonly TestCertificate[]) => all.map(({ sha256 }) => sha256);

function lead(of: TestCertificate, members: readonly TestCertificate[], wanted?: TestCertificate) {
  const anchor = wanted === undefined ? undefined : parsed(wanted);
  const chain = leadToAnchor(parsed(of), members.map(parsed), anchor);
  return { served: chain.served.map(({ sha256 }) => sha256), anchor: chain.anchor.sha256 };
}

test('a cross-certificate is served after the path, whatever the order of the file', () => {
  for (const members of permutationsOf([leaf, issuing, cross, fresh, old])) {
    assert.deepEqual(lead(leaf, members), { served: ids(leaf, issuing, cross), anchor: fresh.sha256 });
    assert.deepEqual(lead(leaf, members, old), { served: ids(leaf, issuing, cross), anchor: old.sha256 });
  }
});

test('a cross-certificate of an anchor that is not in the file is kept', () => {
  const served = ids(leaf, issuing, cross);
  assert.deepEqual(lead(leaf, [cross, issuing, leaf], fresh), { served, anchor: fresh.sha256 });
});

test('what leads on from a cross-certificate is served after it', () => {
  const upper = old.intermediate({ name: 'Upper CA' });
  const far = upper.intermediate({ name: 'New Root', keys: fresh.keys });
  for (const members of permutationsOf([leaf, issuing, upper, far, fresh]))
    assert.deepEqual(lead(leaf, members), { served: ids(leaf, issuing, far, upper), anchor: fresh.sha256 });
});

test('of two roots the one of the shortest path is the anchor, though it lasts less', () => {
  const brief = createTestCa({ name: 'New Root', keys: fresh.keys, notAfter: now + DAY_MS });
  for (const members of permutationsOf([leaf, issuing, cross, brief, old]))
    assert.equal(lead(leaf, members).anchor, brief.sha256);
});

test('of two roots equally near the one that lasts longer is the anchor', () => {
  const longer = createTestCa({ name: 'New Root', keys: fresh.keys, notAfter: now + 900 * DAY_MS });
  for (const members of permutationsOf([leaf, issuing, fresh, longer]))
    assert.deepEqual(lead(leaf, members), { served: ids(leaf, issuing), anchor: longer.sha256 });
});

test('CAs that certify one another do not make it run for ever', () => {
  const a = createTestCa({ name: 'A' });
  const b = createTestCa({ name: 'B' });
  const loop = [b.intermediate({ name: 'A', keys: a.keys }), a.intermediate({ name: 'B', keys: b.keys })];
  const server = a.issue();
  assert.equal(lead(server, [server, ...loop], b).anchor, b.sha256);
  assert.throws(() => lead(server, [server, ...loop]), refusedWith('CERTIFICATE_CHAIN_INCOMPLETE'));
});

test('a chain of others stays foreign, all of it, and so does a namesake with another key', () => {
  const namesake = old.intermediate({ name: 'New Root' });
  const foreign = (...others: readonly TestCertificate[]) =>
    assert.throws(
      () => lead(leaf, [leaf, issuing, fresh, ...others]),
      refusedWith('CERTIFICATE_CHAIN_FOREIGN'),
    );
  foreign(old);
  foreign(old, old.intermediate({ name: 'Issuing CA' }));
  foreign(namesake);
  foreign(namesake, old);
});
