import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { checkPathEnd } from './check-path-end.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const root = createTestCa({ name: 'Root' });
const leaf = parsed(root.issue({ hostnames: ['a.acme.example'] }));
const end = (isAnchored: boolean, ...path: ReturnType<typeof parsed>[]) => ({ path, isAnchored });

test('an anchored path is well', () => {
  assert.deepEqual(checkPathEnd(end(true, leaf, parsed(root)), []), []);
});

test('a root that nobody trusts', () => {
  assert.deepEqual(summaryOf(checkPathEnd(end(false, leaf, parsed(root)), [])), [
    'error CERTIFICATE_ANCHOR_UNTRUSTED',
  ]);
});

test('an issuer that is not there is named', () => {
  const [found] = checkPathEnd(end(false, leaf), [leaf]);
  assert.equal(found?.code, 'CERTIFICATE_CHAIN_INCOMPLETE');
  assert.equal(found?.seen, 'the chain ends at CN=a.acme.example, issued by CN=Root');
  assert.equal(found?.expected, 'the certificate of CN=Root');
});

test('a namesake of the issuer is told, for it is what an admin would look at', () => {
  const namesake = parsed(createTestCa({ name: 'Root' }));
  const [found] = checkPathEnd(end(false, leaf), [leaf, namesake]);
  assert.match(found?.seen ?? '', /that name here has another key/);
});
