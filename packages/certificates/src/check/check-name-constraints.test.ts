import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, type TestCa } from '@causeway/testkit';
import { nameConstraints } from '../issue/extensions.ts';
import { checkNameConstraints } from './check-name-constraints.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const constrained = (...lists: Parameters<typeof nameConstraints>): TestCa =>
  createTestCa({ name: 'CA', extensions: [nameConstraints(...lists)] });
const check = (ca: TestCa, ...hostnames: readonly string[]) =>
  checkNameConstraints([parsed(ca.issue({ hostnames })), parsed(ca)]);

test('every name has to be permitted, and none excluded', () => {
  const ca = constrained(['acme.example', 'beta.example'], ['secret.acme.example']);
  assert.deepEqual(check(ca, 'a.acme.example', 'beta.example'), []);
  assert.deepEqual(summaryOf(check(ca, 'a.acme.example', 'gamma.example')), [
    'error CERTIFICATE_NAME_NOT_PERMITTED',
  ]);
  assert.deepEqual(summaryOf(check(ca, 'a.secret.acme.example')), ['error CERTIFICATE_NAME_NOT_PERMITTED']);
});

test('it says which name, and what the CA may issue for', () => {
  const [found] = check(constrained(['acme.example'], ['x.acme.example']), 'gamma.example');
  assert.equal(found?.seen, 'gamma.example in CN=gamma.example');
  assert.equal(found?.expected, 'only names that CN=CA may issue for: acme.example; not x.acme.example');
});

test('constraints on one form say nothing about another', () => {
  assert.deepEqual(check(constrained(['acme.example']), 'acme.example', '192.0.2.1'), []);
});

test('a self-issued CA is not held to them, another CA is', () => {
  const everything = Buffer.from([0xa4, 2, 0x30, 0]);
  const none = constrained([], [everything]);
  const path = (name: string) => [
    parsed(none.issue({ subject: '', hostnames: ['a.acme.example'] })),
    parsed(none.intermediate({ name })),
    parsed(none),
  ];
  assert.deepEqual(checkNameConstraints(path('CA')), []);
  assert.equal(checkNameConstraints(path('Another CA')).length, 1);
});
