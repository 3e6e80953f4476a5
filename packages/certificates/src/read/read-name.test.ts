import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectIdentifier, sequence, set, tlv } from '../der/write-der.ts';
import { attributesOf, isSameName, isWithinName, readWholeName } from './read-name.ts';

const attribute = (oid: string, tag: number, value: Buffer) =>
  sequence(objectIdentifier(oid), tlv(tag, value));
const name = (...parts: readonly Buffer[]) => readWholeName(sequence(...parts.map((part) => set(part))));
const commonName = (tag: number, value: Buffer) => name(attribute('2.5.4.3', tag, value));
const plain = commonName(0x0c, Buffer.from('Acme Root'));

test('case, blanks and string type make no difference', () => {
  const bmp = Buffer.from('Acme Root', 'utf16le').swap16();
  for (const other of [
    commonName(0x13, Buffer.from('ACME ROOT')),
    commonName(0x0c, Buffer.from('  acme \t root ')),
    commonName(0x14, Buffer.from('Acme Root')),
    commonName(0x1e, bmp),
  ])
    assert.ok(isSameName(plain, other));
});

test('other values, types and numbers of attributes do', () => {
  const organization = attribute('2.5.4.10', 0x0c, Buffer.from('Acme Root'));
  assert.ok(!isSameName(plain, commonName(0x0c, Buffer.from('AcmeRoot'))));
  assert.ok(!isSameName(plain, name(organization)));
  assert.ok(!isSameName(plain, name()));
  assert.ok(!isSameName(name(), plain));
});

test('attributes of one RDN have no order, RDNs have', () => {
  const a = attribute('2.5.4.3', 0x0c, Buffer.from('a'));
  const b = attribute('2.5.4.10', 0x0c, Buffer.from('b'));
  assert.ok(isSameName(name(Buffer.concat([a, b])), name(Buffer.concat([b, a]))));
  assert.ok(!isSameName(name(a, b), name(b, a)));
  assert.ok(isWithinName(name(a, b), name(a)) && !isWithinName(name(a, b), name(b)));
  assert.deepEqual(attributesOf(name(Buffer.concat([a, b])), '2.5.4.10'), ['b']);
});

test('what is no text is compared byte by byte', () => {
  const bits = commonName(0x03, Buffer.from([0, 1]));
  assert.ok(isSameName(bits, commonName(0x03, Buffer.from([0, 1]))));
  assert.ok(!isSameName(bits, commonName(0x03, Buffer.from([0, 2]))));
});

test('what is no Name is refused', () => {
  assert.throws(() => name(tlv(0x30, Buffer.from([5]))), RangeError);
});
