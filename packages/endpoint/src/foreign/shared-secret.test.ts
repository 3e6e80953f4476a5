import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashSharedSecret, verifySharedSecret } from './shared-secret.ts';

const wrong = { code: 'FOREIGN_SECRET_WRONG' };

test('a password is known again by its hash, and no other is', async () => {
  const hash = await hashSharedSecret('correct horse käse');
  assert.match(hash, /^\$scrypt\$ln=14,r=8,p=5\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  await verifySharedSecret('correct horse käse', hash);
  await verifySharedSecret('correct horse ka\u0308se', hash);
  await assert.rejects(verifySharedSecret('correct horse', hash), wrong);
  assert.notEqual(await hashSharedSecret('correct horse käse'), hash, 'each has its own salt');
});

test('what is no hash lets nobody in, and costs nothing', async () => {
  const hash = await hashSharedSecret('x');
  const hashes = [
    ...['', 'x', '$argon2id$v=19$m=1$a$b', hash.slice(0, -30), `${hash}$`],
    hash.replace('ln=14', 'ln=30'),
    hash.replace('r=8', 'r=99'),
  ];
  for (const text of hashes) await assert.rejects(verifySharedSecret('x', text), wrong, text);
});
