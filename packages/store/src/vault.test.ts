import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { refusesWith } from './testing/refuses-with.ts';
import { createVault, keyIdOf, VAULT_KEY_BYTES } from './vault.ts';

const key = randomBytes(VAULT_KEY_BYTES);
const vault = createVault(key);
const secret = 'a secret\nof two lines: Käse 🧀';

test('opens what it sealed, never sealing the same twice alike', () => {
  for (const plain of [secret, '']) {
    const [one, two] = [vault.seal(plain, 'certificates/1'), vault.seal(plain, 'certificates/1')];
    assert.notEqual(one, two);
    assert.equal(vault.open(one, 'certificates/1'), plain);
    assert.equal(vault.open(two, 'certificates/1'), plain);
  }
});

test('refuses what another key sealed, and what was moved to another place', () => {
  const sealed = vault.seal(secret, 'certificates/1');
  const other = createVault(randomBytes(VAULT_KEY_BYTES));
  assert.throws(() => other.open(sealed, 'certificates/1'), refusesWith('VAULT_KEY_WRONG'));
  assert.throws(() => vault.open(sealed, 'certificates/2'), refusesWith('VAULT_KEY_WRONG'));
});

test('refuses a sealed text with any of its bits changed, and any part of one', () => {
  const sealed = vault.seal('x', 'tokens/1');
  const bytes = Buffer.from(sealed.slice('v1.'.length), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const text = `v1.${changed.toString('base64url')}`;
    assert.throws(() => vault.open(text, 'tokens/1'), refusesWith('VAULT_KEY_WRONG'), `bit ${bit}`);
  }
  for (let length = 0; length < bytes.length; length++) {
    const text = `v1.${bytes.subarray(0, length).toString('base64url')}`;
    assert.throws(() => vault.open(text, 'tokens/1'), refusesWith('VAULT_KEY_WRONG'), `${length} bytes`);
  }
});

test('refuses plain text', () => {
  for (const plain of ['', 'a secret', '-----BEGIN PRIVATE KEY-----'])
    assert.throws(() => vault.open(plain, 'certificates/1'), refusesWith('VAULT_KEY_WRONG'));
});

test('says nothing of key or secret in a refusal', () => {
  assert.throws(
    () =>
      createVault(randomBytes(VAULT_KEY_BYTES)).open(vault.seal(secret, 'certificates/1'), 'certificates/1'),
    (error) => !JSON.stringify(error).includes('two lines'),
  );
});

test('has an id that goes with the key and is not part of it', () => {
  assert.equal(vault.keyId, keyIdOf(key));
  assert.match(vault.keyId, /^[0-9a-f]{16}$/);
  assert.notEqual(vault.keyId, keyIdOf(randomBytes(VAULT_KEY_BYTES)));
  assert.ok(!key.toString('hex').includes(vault.keyId));
});

test('takes no key of another length', () => {
  for (const length of [0, 16, 31, 33]) assert.throws(() => createVault(randomBytes(length)), RangeError);
});
