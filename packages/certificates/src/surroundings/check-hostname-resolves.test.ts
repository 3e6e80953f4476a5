import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkHostnameResolves } from './check-hostname-resolves.ts';

const localAddresses = ['192.0.2.1', '2001:db8::1'];
const resolving = (...addresses: readonly string[]) => ({ localAddresses, lookup: async () => addresses });

test('a name that leads here by one of its addresses', async () => {
  const found = await checkHostnameResolves('a.acme.example', resolving('198.51.100.9', '2001:db8::1'));
  assert.deepEqual(found, []);
});

test('a name that leads elsewhere is a warning that says where', async () => {
  const [found] = await checkHostnameResolves('a.acme.example', resolving('198.51.100.9'));
  assert.equal(found?.severity, 'warning');
  assert.equal(found?.code, 'HOSTNAME_DOES_NOT_RESOLVE_HERE');
  assert.equal(found?.seen, 'a.acme.example resolves to 198.51.100.9');
  assert.match(found?.expected ?? '', /192\.0\.2\.1/);
});

test('a name that does not resolve, or whose servers do not answer', async () => {
  const failing = { localAddresses, lookup: () => Promise.reject(new Error('ENOTFOUND')) };
  for (const how of [resolving(), failing]) {
    const [found] = await checkHostnameResolves('a.acme.example', how);
    assert.equal(found?.seen, 'a.acme.example does not resolve');
  }
});

test('names for trials are not looked up', async () => {
  const forbidden = { localAddresses, lookup: () => assert.fail('looked up') };
  assert.deepEqual(await checkHostnameResolves('acme.localhost', forbidden), []);
});

test('the system’s resolver and addresses are asked unless others are given', async () => {
  const [found] = await checkHostnameResolves('causeway.invalid');
  assert.equal(found?.seen, 'causeway.invalid does not resolve');
});
