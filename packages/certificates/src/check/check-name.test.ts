import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { checkName } from './check-name.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const ca = createTestCa();
const server = parsed(ca.issue({ hostnames: ['a.acme.example', 'b.acme.example'] }));

test('any name of subjectAltName will do', () => {
  assert.deepEqual(checkName(server, 'b.acme.example'), []);
});

test('another name is refused and says which there are', () => {
  const [found] = checkName(server, 'c.acme.example');
  assert.deepEqual(summaryOf(checkName(server, 'c.acme.example')), ['error CERTIFICATE_NAME_MISMATCH']);
  assert.equal(found?.seen, 'a.acme.example, b.acme.example');
  assert.equal(found?.expected, 'c.acme.example');
});

test('commonName is not looked at', () => {
  const bare = parsed(ca.issue({ subject: 'a.acme.example' }));
  assert.deepEqual(summaryOf(checkName(bare, 'a.acme.example')), ['error CERTIFICATE_NAME_MISSING']);
});

test('an address is not a name, though the certificate has it', () => {
  const addressed = parsed(ca.issue({ hostnames: ['192.0.2.1'] }));
  assert.deepEqual(summaryOf(checkName(addressed, '192.0.2.1')), ['error CERTIFICATE_NAME_IS_IP']);
});
