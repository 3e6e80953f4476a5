import assert from 'node:assert/strict';
import { createECDH, createPublicKey, generateKeyPairSync, getCurves, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { isTlsKey } from './tls-key.ts';

const NIST = ['prime256v1', 'secp384r1', 'secp521r1'];

function onCurve(namedCurve: string): KeyObject | undefined {
  try {
    return generateKeyPairSync('ec', { namedCurve }).publicKey;
  } catch {
    // Some curves are known by name alone.
    return undefined;
  }
}

test('of all curves that Node knows, P-256, P-384 and P-521', () => {
  const keys = getCurves().flatMap((name) => onCurve(name) ?? []);
  assert.ok(keys.length > 50);
  const taken = keys.filter(isTlsKey).map(({ asymmetricKeyDetails }) => asymmetricKeyDetails?.namedCurve);
  assert.deepEqual(taken.sort(), NIST);
});

for (const type of ['rsa', 'rsa-pss'] as const) {
  test(`${type} from 2048 bits on`, () => {
    // The overloads of generateKeyPairSync tell the two apart, and take the same options.
    const make = (modulusLength: number) => generateKeyPairSync(type as 'rsa', { modulusLength }).publicKey;
    assert.deepEqual(
      [1024, 2047, 2048, 3072].map((bits) => isTlsKey(make(bits))),
      [false, false, true, true],
    );
  });
}

test('Ed25519, and nothing else', () => {
  assert.ok(isTlsKey(generateKeyPairSync('ed25519').publicKey));
  assert.ok(!isTlsKey(generateKeyPairSync('ed448').publicKey));
  assert.ok(!isTlsKey(generateKeyPairSync('x25519').publicKey));
  assert.ok(!isTlsKey(generateKeyPairSync('ml-dsa-44').publicKey));
  assert.ok(!isTlsKey(generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).publicKey));
});

test('a curve without a name', () => {
  const key = createPublicKey({ key: spkiOnNamelessCurve(), format: 'der', type: 'spki' });
  assert.equal(key.asymmetricKeyType, 'ec');
  assert.equal(key.asymmetricKeyDetails?.namedCurve, undefined);
  assert.ok(!isTlsKey(key));
});

/** P-256 written out, but with twice its generator: OpenSSL computes on it, and has no name for it. */
function spkiOnNamelessCurve(): Buffer {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  pointOf(2).copy(spki, spki.indexOf(pointOf(1)));
  return spki;
}

/** That many times the generator of P-256. */
function pointOf(factor: number): Buffer {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.alloc(32).fill(factor, 31));
  return pair.getPublicKey();
}
