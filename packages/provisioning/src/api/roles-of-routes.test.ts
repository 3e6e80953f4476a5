import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Role, roles } from '@causeway/contract/admin';
import type { AccessDesk } from '../access/access-desk.ts';
import { covers } from '../access/roles.ts';
import { withRoutes } from '../testing/format-access-documentation.ts';
import { somebody } from '../testing/open-desk.ts';
import { type DescribedRoute, routesOf } from '../testing/routes-of.ts';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { startTenantSite } from '../testing/start-tenant-site.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const page = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'access.md');
const password = 'correct horse battery staple';

describe('the role that each route needs', () => {
  let api: Awaited<ReturnType<typeof startSignedInApi>>;
  let site: Awaited<ReturnType<typeof startTenantSite>>;
  let routes: Record<'provisioning' | 'tenant', DescribedRoute[]>;

  before(async () => {
    api = await startSignedInApi(() => Date.UTC(2026, 10, 24));
    await addTenant(api, 'acme');
    site = await startTenantSite(api.provisioning, 'acme');
    const { text } = await api.ask({ method: 'GET', path: '/api/v1/openapi.json' });
    routes = { provisioning: routesOf(JSON.parse(text)), tenant: routesOf(site.document()) };
  });
  after(async () => {
    await site[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  test('is what docs/access.md says', () => {
    const written = readFileSync(page, 'utf8');
    const expected = withRoutes(written, routes);
    if (process.env.WRITE_DOCS === '1') writeFileSync(page, expected);
    else assert.equal(written, expected, 'run this test with WRITE_DOCS=1');
  });

  test('is viewer for whatever only shows something', () => {
    const looks = [...routes.provisioning, ...routes.tenant].filter(({ method }) => method === 'GET');
    assert.deepEqual(
      looks.filter(({ role }) => role !== 'viewer' && role !== undefined),
      [],
    );
  });

  test('is asked of sessions and API tokens alike, whatever else is wrong with a request', async () => {
    for (const [where, { ask, desk }] of Object.entries({
      provisioning: { ask: api.ask, desk: api.provisioning.access },
      tenant: { ask: site.ask, desk: await api.provisioning.accessDesks.of('acme') },
    })) {
      for (const role of roles) {
        for (const secret of await secretsOf(role, desk)) {
          for (const route of routes[where === 'tenant' ? 'tenant' : 'provisioning']) {
            const { method, path, role: needed } = route;
            if (needed === undefined || covers(role, needed)) continue;
            const filled = path.replace('{name}', 'acme').replaceAll(/\{\w+\}/g, 'nosuch');
            const { status, text } = await ask({ method, path: filled, secret });
            const asked = `${role}: ${method} ${path}: ${text}`;
            assert.deepEqual([status, JSON.parse(text).error.code], [403, 'NOT_ALLOWED'], asked);
            assert.match(JSON.parse(text).error.seen, new RegExp(`role ${role}`), asked);
          }
        }
      }
    }
  });

  test('lets those through who have it', async () => {
    for (const role of roles) {
      const [secret = ''] = await secretsOf(role, api.provisioning.access, 'more');
      const open = routes.provisioning.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
      assert.ok(open.length > 15);
      for (const { path } of open) {
        const { status, text } = await api.ask({ method: 'GET', path, secret });
        assert.ok(status !== 401 && status !== 403, `${role}: ${path}: ${text}`);
      }
    }
  });
});

/** A session of a user of that role, a token of theirs, and a token that an admin has lowered to it. */
async function secretsOf(role: Role, desk: AccessDesk, prefix = 'one'): Promise<string[]> {
  const { users, credentials } = desk;
  const [name, admin] = [`${prefix} ${role}`, `${prefix} admin beside ${role}`];
  await users.create({ name, role, password });
  await users.create({ name: admin, role: 'admin', password });
  const session = await desk.signIn({ name, password }, name);
  const me = await credentials.authenticate(session.secret, somebody);
  const own = await credentials.issueApiToken(me, { name: 'own' });
  const above = await credentials.authenticate(
    (await desk.signIn({ name: admin, password }, admin)).secret,
    somebody,
  );
  const lowered = await credentials.issueApiToken(above, { name: 'lowered', role });
  return [session.secret, own.secret, lowered.secret];
}
