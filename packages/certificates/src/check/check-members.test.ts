import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { checkMembers } from './check-members.ts';
import { parsed, summaryOf } from './testing/parsed.ts';

const root = createTestCa({ name: 'Root' });
const other = createTestCa({ name: 'Other' });
const upper = root.intermediate({ name: 'Upper' });
const lower = upper.intermediate({ name: 'Lower' });
const leaf = parsed(lower.issue());

test('leaf first, each followed by its issuer', () => {
  assert.deepEqual(checkMembers(leaf, [leaf, parsed(lower), parsed(upper)]), []);
});

test('another order is a warning that says the right one', () => {
  const [found, ...others] = checkMembers(leaf, [leaf, parsed(upper), parsed(lower)]);
  assert.deepEqual(others, []);
  assert.equal(found?.severity, 'warning');
  assert.equal(found?.code, 'CERTIFICATE_CHAIN_UNORDERED');
  assert.match(found?.expected ?? '', /CN=Lower; CN=Upper/);
});

test('what belongs to another chain is a warning', () => {
  const members = [leaf, parsed(lower), parsed(upper), parsed(other)];
  assert.deepEqual(summaryOf(checkMembers(leaf, members)), ['warning CERTIFICATE_CHAIN_FOREIGN']);
});

test('a cross-certificate leads other clients on and belongs there', () => {
  const cross = other.intermediate({ name: 'Upper', keys: upper.keys });
  const members = [leaf, parsed(lower), parsed(upper), parsed(cross)];
  assert.deepEqual(checkMembers(leaf, members), []);
});
