import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiTokenView, NewApiToken, UserApiTokenView } from '@causeway/contract/admin';
import { somebody } from '../testing/open-desk.ts';
import { type Asked, startSignedInApi } from '../testing/signed-in-api.ts';
import { startTenantSite } from '../testing/start-tenant-site.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const NOW = Date.UTC(2026, 10, 24);
const password = 'correct horse battery staple';

type Ask = (asked: Asked) => Promise<{ readonly status: number; readonly text: string }>;

/** Provisioning and the address of its tenant acme, each with a viewer and what everything there begins with. */
async function startPlaces() {
  await using stack = new AsyncDisposableStack();
  const api = stack.use(await startSignedInApi(() => NOW));
  await addTenant(api, 'acme');
  const site = stack.use(await startTenantSite(api.provisioning, 'acme'));
  const places = [
    { desk: api.provisioning.access, ask: api.ask as Ask, prefix: '/api/v1', place: '', tenantId: null },
    {
      ...{ desk: await api.provisioning.accessDesks.of('acme'), ask: site.ask as Ask },
      ...{ prefix: '/api/v1/tenants/acme', place: 'acme/' },
      tenantId: (await api.store.tenants.findByName('acme'))?.id ?? assert.fail(),
    },
  ];
  const rest = stack.move();
  return { api, places, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

const secretOf = async (
  desk: Awaited<ReturnType<typeof startPlaces>>['places'][number]['desk'],
  name: string,
) => (await desk.signIn({ name, password }, name)).secret;

test('everybody sees the API tokens of a place, an admin revokes one, and it is on record whose it was', async () => {
  await using started = await startPlaces();
  for (const { desk, ask, prefix, place, tenantId } of started.places) {
    await desk.users.create({ name: 'vera', role: 'viewer', password });
    await desk.users.create({ name: 'adam', role: 'admin', password });
    const [vera, adam] = [await secretOf(desk, 'vera'), await secretOf(desk, 'adam')];
    const call = async <Answer>(method: Asked['method'], path: string, secret: string, body?: unknown) => {
      const { status, text } = await ask({ method, path: `${prefix}${path}`, secret, body });
      // The caller names the shape that the OpenAPI document gives.
      return { status, answer: (text === '' ? undefined : JSON.parse(text)) as Answer };
    };
    const made = await call<NewApiToken>('POST', '/me/api-tokens', vera, { name: 'looks' });
    const { secret, ...token } = made.answer;
    assert.deepEqual((await call<ApiTokenView[]>('GET', '/me/api-tokens', secret)).answer, [
      { ...token, lastUsedAt: NOW },
    ]);
    const all = async () => {
      const { answer } = await call<UserApiTokenView[]>('GET', '/api-tokens', vera);
      return answer.filter(({ user }) => user === 'vera');
    };
    assert.deepEqual(await all(), [{ ...token, lastUsedAt: NOW, user: 'vera' }]);
    assert.equal((await call('DELETE', '/api-tokens/vera/looks', vera)).status, 403);
    assert.equal((await call('DELETE', '/api-tokens/vera/looks', adam)).status, 204);
    assert.deepEqual(await all(), []);
    assert.equal((await call('GET', '/me', secret)).status, 401);
    const trail = await started.api.store.audit.list({
      limit: 9,
      action: 'api-token',
      subject: `${place}vera`,
    });
    assert.deepEqual(
      trail.map((entry) => [entry.actor, entry.action, entry.subject, entry.tenantId]),
      [
        [`${place}adam`, 'api-token.revoke', `${place}vera/looks`, tenantId],
        [`${place}vera`, 'api-token.create', `${place}vera/looks`, tenantId],
      ],
    );
  }
});

test('an admin of provisioning looks after the API tokens of a tenant, too', async () => {
  await using started = await startPlaces();
  const [, { desk } = assert.fail()] = started.places;
  await desk.users.create({ name: 'tom', role: 'operator', password });
  const session = await desk.credentials.authenticate(await secretOf(desk, 'tom'), somebody);
  await desk.credentials.issueApiToken(session, { name: 'scripts' });
  const path = '/api/v1/tenants/acme/api-tokens';
  const { text } = await started.api.ask({ method: 'GET', path });
  assert.deepEqual(
    (JSON.parse(text) as UserApiTokenView[]).map(({ user, name }) => [user, name]),
    [['tom', 'scripts']],
  );
  const { status } = await started.api.ask({ method: 'DELETE', path: `${path}/tom/scripts` });
  assert.equal(status, 204);
  assert.deepEqual(await desk.credentials.listAllApiTokens(), []);
});
