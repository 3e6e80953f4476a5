import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ChangeView } from '@causeway/contract/admin';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { someSiteChange } from '../testing/some-site-change.ts';
import { startTenantSite } from '../testing/start-tenant-site.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const password = 'correct horse battery staple';
const OURS = '/api/v1/tenants/acme/site-changes';

describe('changes at the address of a tenant', () => {
  let api: Awaited<ReturnType<typeof startSignedInApi>>;
  let site: Awaited<ReturnType<typeof startTenantSite>>;
  let secrets: Record<'viewer' | 'operator', string>;
  /** Newest first: of a branch that failed, of both tenants, of the own website. */
  let ours: readonly string[];
  let theirs: string;

  before(async () => {
    api = await startSignedInApi(() => Date.UTC(2026, 10, 24));
    for (const name of ['acme', 'beta']) await addTenant(api, name);
    const siteOf = async (tenant: string) => ({
      tenant,
      tenantId: (await api.provisioning.tenants.get(tenant)).id,
    });
    const [acme, beta] = [await siteOf('acme'), await siteOf('beta')];
    const branch = { ...acme, server: 'branch' };
    const changes = [
      someSiteChange([acme], { requestedAt: 1, requestedBy: 'ada' }),
      someSiteChange([acme, beta], { requestedAt: 2, state: 'crossing', requestedBy: 'ada' }),
      someSiteChange([branch], { requestedAt: 3, state: 'undone', requestedBy: 'acme/tom' }),
      someSiteChange([{ ...beta, server: 'branch' }], { requestedAt: 4, requestedBy: 'beta/eve' }),
    ];
    for (const change of changes) await api.store.changes.create(change);
    theirs = changes.pop()?.id ?? '';
    ours = changes.map(({ id }) => id).reverse();
    site = await startTenantSite(api.provisioning, 'acme');
    secrets = { viewer: await secretOf('viewer'), operator: await secretOf('operator') };
  });
  after(async () => {
    await site[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  async function secretOf(role: 'viewer' | 'operator'): Promise<string> {
    const desk = await api.provisioning.accessDesks.of('acme');
    await desk.users.create({ name: role, role, password });
    return (await desk.signIn({ name: role, password }, 'here')).secret;
  }

  const get = async (path: string) => {
    const { status, text } = await site.ask({ method: 'GET', path, secret: secrets.viewer });
    return { status, text, body: JSON.parse(text) };
  };
  const undo = async (id: string, secret = secrets.operator) => {
    const { status, text } = await site.ask({ method: 'POST', path: `${OURS}/${id}/undo`, secret });
    return [status, JSON.parse(text).error.code];
  };
  const idsOf = (views: readonly ChangeView[]) => views.map(({ id }) => id);

  test('are its own, with no word of another tenant', async () => {
    const { status, text, body } = await get(OURS);
    assert.deepEqual([status, idsOf(body)], [200, ours]);
    assert.deepEqual(new Set(body.flatMap(({ tenants }: ChangeView) => tenants)), new Set(['acme']));
    assert.doesNotMatch(text, /beta/);
    assert.deepEqual((await get(`${OURS}/${ours[1]}`)).body, body[1]);
    assert.equal((await get(`${OURS}/${theirs}`)).body.error.code, 'CHANGE_NOT_FOUND');
    assert.equal((await get(`${OURS}/${theirs}/events`)).body.error.code, 'CHANGE_NOT_FOUND');
  });

  test('come page by page, and narrowed down by their state', async () => {
    const [newest = '', middle = '', oldest] = ours;
    assert.deepEqual(idsOf((await get(`${OURS}?limit=1`)).body), [newest]);
    assert.deepEqual(idsOf((await get(`${OURS}?limit=1&before=${newest}`)).body), [middle]);
    assert.deepEqual(idsOf((await get(`${OURS}?before=${middle}`)).body), [oldest]);
    assert.deepEqual((await get(`${OURS}?before=${oldest}`)).body, []);
    assert.deepEqual(idsOf((await get(`${OURS}?state=crossing`)).body), [middle]);
    assert.equal((await get(`${OURS}?before=${theirs}`)).body.error.code, 'CHANGE_NOT_FOUND');
  });

  test('are its own, whichever tenant somebody asks for', async () => {
    for (const name of ['beta', 'nobody'])
      assert.deepEqual(idsOf((await get(`${OURS}?tenant=${name}`)).body), ours, name);
  });

  test('are told after each step, and to their end', async () => {
    const { text } = await site.ask({
      method: 'GET',
      path: `${OURS}/${ours[0]}/events`,
      secret: secrets.viewer,
    });
    assert.deepEqual(JSON.parse(text.replace('data: ', '')), (await get(`${OURS}/${ours[0]}`)).body);
  });

  test('are undone by an operator, as far as they are of its endpoint servers alone', async () => {
    const [over = '', shared = '', website = ''] = ours;
    assert.deepEqual(await undo(over, secrets.viewer), [403, 'NOT_ALLOWED']);
    for (const id of [shared, website]) assert.deepEqual(await undo(id), [403, 'CHANGE_OF_PROVISIONING']);
    assert.deepEqual(await undo(over), [409, 'CHANGE_OVER']);
    assert.deepEqual(await undo(theirs), [404, 'CHANGE_NOT_FOUND']);
    const { body } = await get('/api/v1/tenants/acme/audit?action=change&limit=4');
    assert.deepEqual(
      body.map(({ actor, subject, outcome }: Record<string, string>) => [actor, subject, outcome]),
      [
        ['acme/operator', theirs, 'CHANGE_NOT_FOUND'],
        ['acme/operator', over, 'CHANGE_OVER'],
        ['acme/operator', website, 'CHANGE_OF_PROVISIONING'],
        ['acme/operator', shared, 'CHANGE_OF_PROVISIONING'],
      ],
    );
  });

  test('of all tenants are at provisioning, by tenant and state, page by page', async () => {
    const ask = async (query: string) =>
      idsOf(JSON.parse((await api.ask({ method: 'GET', path: `/api/v1/changes${query}` })).text));
    assert.deepEqual(await ask(''), [theirs, ...ours]);
    assert.deepEqual(await ask('?tenant=beta'), [theirs, ours[1]]);
    assert.deepEqual(await ask(`?tenant=beta&before=${theirs}&state=crossing`), [ours[1]]);
    assert.deepEqual(await ask('?tenant=beta&state=undone'), []);
  });
});
