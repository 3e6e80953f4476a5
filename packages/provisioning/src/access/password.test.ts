import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import { hashPassword, isPassword, MIN_PASSWORD_LENGTH } from './password.ts';

const password = 'correct horse battery staple';

test('a password is known again, another is not', async () => {
  const phc = await hashPassword(password);
  assert.match(phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22}\$[^$]{43}$/);
  assert.ok(await isPassword(password, phc));
  for (const wrong of ['', `${password} `, password.toUpperCase(), password.slice(0, -1)])
    assert.equal(await isPassword(wrong, phc), false, wrong);
});

test('the same password is never hashed the same', async () => {
  assert.notEqual(await hashPassword(password), await hashPassword(password));
});

test('letters that look the same are the same, however the keyboard writes them', async () => {
  const phc = await hashPassword('fünfzehn Zeichen');
  assert.ok(await isPassword('fu\u0308nfzehn Zeichen', phc));
});

test('fewer than fifteen characters are refused, counted as a reader counts them', async () => {
  await assert.rejects(hashPassword('😀'.repeat(MIN_PASSWORD_LENGTH - 1)), (error) => {
    assert.ok(error instanceof CausewayError);
    assert.equal(error.code, 'PASSWORD_TOO_SHORT');
    assert.equal(error.seen, '14 characters');
    assert.ok(error.expected && error.hint);
    return true;
  });
  await assert.doesNotReject(hashPassword('😀'.repeat(MIN_PASSWORD_LENGTH)));
});

test('a hash of another kind, or a broken one, is nobody’s', async () => {
  const phc = await hashPassword(password);
  const broken = [
    '',
    'plain',
    phc.replace('argon2id', 'argon2i'),
    phc.replace('v=19', 'v=16'),
    phc.slice(0, -5),
  ];
  for (const other of broken) assert.equal(await isPassword(password, other), false, other);
});
