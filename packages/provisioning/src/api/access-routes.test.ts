import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startSignedInApi } from '../testing/signed-in-api.ts';

const now = () => Date.UTC(2026, 10, 24);

type Api = Awaited<ReturnType<typeof startSignedInApi>>;

async function outcomesOf({ store }: Api): Promise<string[]> {
  return (await store.audit.list({ limit: 100 })).map(({ outcome }) => outcome);
}

describe('tries that the limit refuses', () => {
  test('are no entries of the audit trail', async () => {
    await using api = await startSignedInApi(now);
    const body = { name: 'eve', password: 'wrong' };
    const statuses: number[] = [];
    for (let at = 0; at < 10; at++)
      statuses.push((await api.ask({ method: 'POST', path: '/api/v1/sessions', body })).status);
    assert.deepEqual(statuses, [...Array(6).fill(403), ...Array(4).fill(429)]);
    assert.deepEqual(await outcomesOf(api), Array(6).fill('SIGN_IN_FAILED'));
  });

  test('are those to come back from an OpenID provider, too, and keep nobody from the password', async () => {
    await using api = await startSignedInApi(now);
    const password = 'correct horse battery staple';
    await api.provisioning.access.users.create({ name: 'oda', role: 'viewer', password });
    const locations: unknown[] = [];
    for (let at = 0; at < 25; at++) {
      const { headers } = await api.ask({ method: 'GET', path: '/api/v1/openid/callback?code=1&state=2' });
      locations.push(headers.location);
    }
    assert.deepEqual(locations, [
      ...Array(21).fill('/?error=OPENID_BROKEN_OFF'),
      ...Array(4).fill('/?error=TOO_MANY_ATTEMPTS'),
    ]);
    assert.deepEqual(await outcomesOf(api), Array(21).fill('OPENID_BROKEN_OFF'));
    const body = { name: 'oda', password };
    assert.equal((await api.ask({ method: 'POST', path: '/api/v1/sessions', body })).status, 201);
  });
});
