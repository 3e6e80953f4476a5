import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserView } from '@causeway/contract/admin';
import { json, startScene } from '../testing/command-scene.ts';

test('a user’s new password and lost second factor are told with what became of the API tokens', async () => {
  let hasTotp = true;
  await using scene = await startScene((path, response) => {
    const ada: UserView = { name: 'ada', role: 'admin', hasTotp, viaOpenId: false, createdAt: 0 };
    json(response, path.endsWith('/users') ? [ada] : { ...ada, hasTotp: false });
  });
  const said = async (...args: readonly string[]) => (await scene.run('user', ...args)).stdout.trim();
  const reset = ['reset-password', 'ada', '--password-file', '-'];
  const keep = '--keep-api-tokens';
  const anew = 'ada has another password, and signs in anew;';
  assert.equal(await said(...reset), `${anew} the API tokens are revoked.`);
  assert.equal(await said(...reset, keep), `${anew} the API tokens stay.`);
  const alone = 'ada signs in by the password alone, and anew;';
  assert.equal(await said('remove-totp', 'ada'), `${alone} the API tokens are revoked.`);
  assert.equal(await said('remove-totp', 'ada', keep), `${alone} the API tokens stay.`);
  hasTotp = false;
  assert.equal(await said('remove-totp', 'ada'), 'ada has no second factor; sessions and API tokens stay.');
});
