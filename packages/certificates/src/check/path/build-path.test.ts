import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, generateTestKeys, type TestCertificate } from '@causeway/testkit';
import { parsed } from '../testing/parsed.ts';
import { buildPath } from './build-path.ts';

const DAY_MS = 86_400_000;
const now = Date.now();
const root = createTestCa({ name: 'Root' });
const keys = generateTestKeys();
const middle = root.intermediate({ name: 'Middle', keys });
const leaf = middle.issue({ hostnames: ['a.acme.example'] });

function build(served: readonly TestCertificate[], anchors: readonly TestCertificate[]) {
  const supply = { served: served.map(parsed), anchors: anchors.map(parsed), at: now };
  const { path, isAnchored } = buildPath(parsed(leaf), supply);
  return { path: path.map(({ sha256 }) => sha256), isAnchored };
}
const ids = (...path: readonly TestCertificate[]) => path.map(({ sha256 }) => sha256);

test('from the leaf over what is served to a root that is trusted', () => {
  assert.deepEqual(build([leaf, middle], [root]), { path: ids(leaf, middle, root), isAnchored: true });
});

test('it ends where the issuer is missing', () => {
  assert.deepEqual(build([leaf], [root]), { path: ids(leaf), isAnchored: false });
});

test('a root that is served but not trusted ends it', () => {
  assert.deepEqual(build([leaf, middle, root], [createTestCa()]), {
    path: ids(leaf, middle, root),
    isAnchored: false,
  });
});

test('an intermediate among the anchors does not end it, and leads to anchors only', () => {
  assert.deepEqual(build([leaf], [middle, root]), { path: ids(leaf, middle, root), isAnchored: true });
  assert.deepEqual(build([leaf, root], [middle]), { path: ids(leaf, middle), isAnchored: false });
});

test('anchors come before what is served, even if they lead nowhere', () => {
  const dead = createTestCa({ name: 'Gone' }).intermediate({ name: 'Middle', keys });
  assert.deepEqual(build([leaf, middle], [dead, root]), { path: ids(leaf, dead), isAnchored: false });
});

test('of several issuers the first in date is taken, or the one that ended last', () => {
  const ended = (days: number) =>
    root.intermediate({ name: 'Middle', keys, notBefore: now - 90 * DAY_MS, notAfter: now - days * DAY_MS });
  const [long, lately] = [ended(20), ended(10)];
  assert.deepEqual(build([leaf, lately, middle], [root]).path, ids(leaf, middle, root));
  assert.deepEqual(build([leaf, long, lately], [root]).path, ids(leaf, lately, root));
});

test('CAs that certify one another do not make it run for ever', () => {
  const a = createTestCa({ name: 'Middle', keys });
  const b = createTestCa({ name: 'B' });
  const loop = [b.intermediate({ name: 'Middle', keys }), a.intermediate({ name: 'B', keys: b.keys })];
  assert.equal(build([leaf], loop).isAnchored, false);
  assert.equal(build([leaf, ...loop], [root]).isAnchored, false);
});
