import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressLimit } from './address-limit.ts';

test('counts all addresses of one IPv6 network together, for the window', () => {
  const clock = { now: 0 };
  const limit = new AddressLimit({
    ...{ now: () => clock.now, most: 2, windowMs: 60_000 },
    code: 'ENROLLMENT_LIMITED',
  });
  const refused = { code: 'ENROLLMENT_LIMITED' };
  for (const address of ['2001:db8:1:2::1', '2001:db8:1:2::2']) {
    limit.check(address);
    limit.count(address);
  }
  assert.throws(() => limit.check('2001:db8:1:2:ffff::3'), refused);
  limit.check('2001:db8:1:3::1');
  clock.now = 60_000;
  limit.check('2001:db8:1:2::1');
});
