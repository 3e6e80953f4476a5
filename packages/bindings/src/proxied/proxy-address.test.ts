import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProxyAddress } from './proxy-address.ts';

test('addresses and blocks of both families are taken', () => {
  const texts = [
    '10.0.0.5',
    '10.1.0.0/16',
    ' 2001:DB8::/64 ',
    '::1',
    '10.0.0.5/32',
    '10.0.0.0/8',
    'fc00::/7',
  ];
  const expected = ['10.0.0.5', '10.1.0.0/16', '2001:db8::/64', '::1', '10.0.0.5', '10.0.0.0/8', 'fc00::/7'];
  assert.deepEqual(texts.map(parseProxyAddress), expected);
});

test('IPv4 in the clothes of IPv6 is IPv4, block and all', () => {
  assert.equal(parseProxyAddress('::ffff:10.0.0.5'), '10.0.0.5');
  assert.equal(parseProxyAddress('::FFFF:10.1.0.0/112'), '10.1.0.0/16');
});

const refused = [
  ...['', ' ', 'proxy.acme.example', 'localhost', '10.0.0', '10.0.0.256', '010.0.0.1', '10.0.0.5:80'],
  ...['10.0.0.5/', '10.0.0.5/33', '10.0.0.5/-1', '10.0.0.5/08', '10.0.0.5/8.5', '10.0.0.5/8/8', '10.0.0.5/x'],
  ...['::1/129', 'fe80::1%eth0', '[::1]', '*', '10.0.0.*', '10.0.0.1-10.0.0.9', '1'.repeat(500)],
];
for (const text of refused)
  test(`${JSON.stringify(text.slice(0, 30))} is refused`, () => {
    assert.throws(() => parseProxyAddress(text), { code: 'PROXY_ADDRESS_INVALID' });
  });

for (const text of [
  '0.0.0.0/0',
  '::/0',
  '0.0.0.0/1',
  '128.0.0.0/7',
  '::ffff:0.0.0.0/96',
  '::/3',
  '::ffff:0.0.0.0/0',
])
  test(`${text}, by which everybody would be believed, is refused`, () => {
    assert.throws(() => parseProxyAddress(text), { code: 'PROXY_ADDRESS_INVALID' });
  });
