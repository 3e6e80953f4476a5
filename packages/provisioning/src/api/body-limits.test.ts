import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { startTenantSite } from '../testing/start-tenant-site.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

describe('a body', () => {
  let api: Awaited<ReturnType<typeof startSignedInApi>>;
  let site: Awaited<ReturnType<typeof startTenantSite>>;
  let secretAtSite: string;

  before(async () => {
    api = await startSignedInApi(() => Date.UTC(2026, 10, 24));
    await addTenant(api, 'acme');
    site = await startTenantSite(api.provisioning, 'acme');
    const { users, credentials } = await api.provisioning.accessDesks.of('acme');
    await users.create({ name: 'oda', role: 'admin', password: 'correct horse battery staple' });
    const [oda] = await api.store.admins.list((await api.provisioning.tenants.get('acme')).id);
    secretAtSite = (await credentials.startSession(oda ?? assert.fail())).secret;
  });
  after(async () => {
    await site[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  type Ask = typeof api.ask;

  /** What a body of that many bytes is answered with, and the limit that the answer names. */
  async function answerTo(ask: Ask, path: string, bytes: number, secret?: string) {
    const body = { name: 'x'.repeat(bytes - '{"name":""}'.length) };
    const asked = { method: 'POST', path: `/api/v1${path}`, body } as const;
    const { status, text } = await ask({ ...asked, ...(secret !== undefined && { secret }) });
    const { code, expected } = JSON.parse(text).error;
    return status === 413 ? `${code}: ${expected}` : status;
  }

  const tooLarge = (limit: number) => `REQUEST_TOO_LARGE: at most ${limit} bytes`;

  test('of somebody who is nobody yet has room for a name and a password, whatever the path', async () => {
    for (const path of ['/sessions', '/setup']) {
      assert.equal(await answerTo(api.ask, path, 16 * KIB), 400);
      assert.equal(await answerTo(api.ask, path, 16 * KIB + 1), tooLarge(16 * KIB));
    }
    assert.equal(await answerTo(api.ask, '/nosuch', 16 * KIB + 1), tooLarge(16 * KIB));
    assert.equal(await answerTo(site.ask, '/tenants/acme/sessions', 16 * KIB), 400);
    assert.equal(await answerTo(site.ask, '/tenants/acme/sessions', 16 * KIB + 1), tooLarge(16 * KIB));
  });

  test('has room for certificates at provisioning, once one is signed in', async () => {
    assert.equal(await answerTo(api.ask, '/users', 32 * MIB), 400);
    assert.equal(await answerTo(api.ask, '/users', 32 * MIB + 1), tooLarge(32 * MIB));
    assert.equal(await answerTo(api.ask, '/users', 32 * MIB + 1, 'unknown'), 401);
  });

  test('has less at the address of a tenant, where nobody sends certificates', async () => {
    const path = '/tenants/acme/users';
    assert.equal(await answerTo(site.ask, path, MIB, secretAtSite), 400);
    assert.equal(await answerTo(site.ask, path, MIB + 1, secretAtSite), tooLarge(MIB));
  });
});
