import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decryptBlock, decryptRc2, expandKey } from './rc2.ts';

/** RFC 2268 section 5: key, effective bits, plain text, cipher text. */
const VECTORS = [
  ['0000000000000000', 63, '0000000000000000', 'ebb773f993278eff'],
  ['ffffffffffffffff', 64, 'ffffffffffffffff', '278b27e42e2f0d49'],
  ['3000000000000000', 64, '1000000000000001', '30649edf9be7d2c2'],
  ['88', 64, '0000000000000000', '61a8a244adacccf0'],
  ['88bca90e90875a', 64, '0000000000000000', '6ccf4308974c267f'],
  ['88bca90e90875a7f0f79c384627bafb2', 64, '0000000000000000', '1a807d272bbe5db1'],
  ['88bca90e90875a7f0f79c384627bafb2', 128, '0000000000000000', '2269552ab0f85ca6'],
  [
    '88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e',
    129,
    '0000000000000000',
    '5b78d3a43dfff1f1',
  ],
] as const;

test('RC2 decrypts the vectors of RFC 2268', () => {
  for (const [key, bits, plain, cipher] of VECTORS) {
    const words = expandKey(Buffer.from(key, 'hex'), bits);
    assert.equal(decryptBlock(Buffer.from(cipher, 'hex'), words).toString('hex'), plain, key);
  }
});

test('unsound padding and odd lengths are no plain text', () => {
  const options = { key: Buffer.alloc(8, 0xff), effectiveBits: 64, iv: Buffer.alloc(8) };
  assert.equal(decryptRc2(Buffer.from('278b27e42e2f0d49', 'hex'), options), undefined);
  assert.equal(decryptRc2(Buffer.alloc(7), options), undefined);
  assert.equal(decryptRc2(Buffer.alloc(0), options), undefined);
});
