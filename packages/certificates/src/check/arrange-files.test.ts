import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { arrangeFiles } from './arrange-files.ts';

const root = createTestCa({ name: 'Root' });
const middle = root.intermediate({ name: 'Middle' });
const leaf = middle.issue({ hostnames: ['a.acme.example'] });
const other = middle.issue({ hostnames: ['b.acme.example'] });
const pem = (...members: readonly { readonly certificatePem: string }[]) =>
  members.map(({ certificatePem }) => certificatePem).join('');

function arrange(files: { file: string; chain?: string; key?: string; anchor?: string }) {
  const { members, anchors } = arrangeFiles({ hostname: 'a.acme.example', at: 0, ...files });
  const subjects = (list: typeof members) => list.map(({ subject }) => subject);
  return { members: subjects(members), anchors: anchors && subjects(anchors) };
}

test('the leaf comes first, the others as they are', () => {
  assert.deepEqual(arrange({ file: pem(root, middle, leaf), anchor: pem(root) }).members, [
    'CN=a.acme.example',
    'CN=Root',
    'CN=Middle',
  ]);
});

test('of two leaves the one of the key, or the first', () => {
  const file = pem(leaf, other, middle);
  assert.equal(arrange({ file, key: other.keyPem }).members[0], 'CN=b.acme.example');
  assert.equal(arrange({ file }).members[0], 'CN=a.acme.example');
});

test('what clients trust: the anchor, or the root in the file, or the public roots', () => {
  assert.deepEqual(arrange({ file: pem(leaf, middle), anchor: pem(root) }).anchors, ['CN=Root']);
  assert.deepEqual(arrange({ file: pem(leaf), chain: pem(middle, root) }).anchors, ['CN=Root']);
  assert.equal(arrange({ file: pem(leaf, middle) }).anchors, undefined);
});
