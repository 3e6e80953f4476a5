import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import fc from 'fast-check';
import { formatAddress, parseAddress, toAddress } from './address.ts';

test('an address is read and written the same', () => {
  const text = 'https://inventory.acme.example:443';
  assert.deepEqual(parseAddress(text), {
    scheme: 'https',
    hostname: 'inventory.acme.example',
    port: 443,
  });
  assert.equal(formatAddress(parseAddress(text)), text);
});

const wrong = [
  '',
  'inventory.acme.example',
  'https://inventory.acme.example',
  'https://inventory.acme.example:443/',
  'https://inventory.acme.example:443?x',
  'https://ada@inventory.acme.example:443',
  'HTTPS://inventory.acme.example:443',
  'https://Inventory.acme.example:443',
  'https://inventory.acme.example.:443',
  'https://bücher.example:443',
  'https://inventory.acme.example:0',
  'https://inventory.acme.example:65536',
  'https://inventory.acme.example:0443',
  'https://[::1]:443',
  'ftp://inventory.acme.example:21',
  ' https://inventory.acme.example:443',
  'https://inventory.acme.example:443\n',
  `https://${'a.'.repeat(200)}example:443`,
];

for (const text of wrong) {
  test(`${JSON.stringify(text.slice(0, 60))} is no address`, () => {
    assert.throws(
      () => toAddress(text),
      (error) => {
        assert.ok(error instanceof CausewayError);
        assert.equal(error.code, 'ADDRESS_INVALID');
        assert.ok(error.seen && error.seen.length < 400 && error.expected && error.hint);
        return true;
      },
    );
  });
}

test('whatever is read as an address is its own canonical form, and a URL of that origin', () => {
  const scheme = fc.constantFrom('http', 'https', 'HTTP', 'ws', '');
  const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), fc.string());
  const port = fc.oneof(fc.integer({ min: -1, max: 70_000 }), fc.string({ maxLength: 6 }));
  fc.assert(
    fc.property(scheme, host, port, fc.constantFrom('', '/', '#'), (a, b, c, rest) => {
      const text = `${a}://${b}:${c}${rest}`;
      try {
        const parts = parseAddress(text);
        assert.equal(formatAddress(parts), text);
        assert.equal(new URL(text).hostname, parts.hostname);
      } catch (error) {
        assert.ok(error instanceof CausewayError, String(error));
      }
    }),
    { numRuns: 2_000 },
  );
});
