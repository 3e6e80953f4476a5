import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const NOW = Date.UTC(2026, 10, 24);
const password = 'correct horse battery staple';

describe('the audit trail', () => {
  let api: Awaited<ReturnType<typeof startSignedInApi>>;

  before(async () => {
    api = await startSignedInApi(() => NOW);
    await addTenant(api, 'acme');
    for (const name of ['acme', 'beta'])
      await api.ask({ method: 'PUT', path: `/api/v1/tenants/${name}/groups/=cmd`, body: {} });
    await api.ask({ method: 'DELETE', path: '/api/v1/tenants/acme' });
    const body = { name: 'eve', role: 'viewer', password };
    await api.ask({ method: 'POST', path: '/api/v1/tenants/acme/users', body });
  });
  after(() => api[Symbol.asyncDispose]());

  const ask = (query: string, headers = {}, path = '/api/v1/audit') =>
    api.ask({ method: 'GET', path: `${path}${query}`, headers });
  const actionsOf = async (query: string, path?: string) =>
    JSON.parse((await ask(query, {}, path)).text).map(({ action }: { action: string }) => action);

  test('is narrowed down by what one asks', async () => {
    assert.deepEqual(await actionsOf('?action=group'), ['group.set', 'group.set']);
    assert.deepEqual(await actionsOf('?subject=acme&outcome=CONFIRMATION_MISSING'), ['tenant.delete']);
    assert.deepEqual(await actionsOf(`?since=${NOW}&until=${NOW}&action=user`), ['user.create']);
    assert.deepEqual(await actionsOf(`?since=${NOW + 1}`), []);
    assert.deepEqual(await actionsOf('?actor=eve'), []);
  });

  test('of a tenant is what was done to it', async () => {
    const path = '/api/v1/tenants/acme/audit';
    assert.deepEqual(await actionsOf('', path), ['user.create', 'tenant.delete', 'group.set']);
    assert.deepEqual(await actionsOf('?action=group.set&subject=acme', path), ['group.set']);
    assert.deepEqual(await actionsOf('?subject=beta', path), []);
    assert.equal((await ask('', {}, '/api/v1/tenants/beta/audit')).status, 404);
  });

  test('tells no password', async () => {
    assert.ok(!(await ask('?limit=1000')).text.includes(password));
  });

  test('comes as CSV and JSON Lines to its end, each row once', async () => {
    const rows = JSON.parse((await ask('?limit=1000')).text);
    const lines = (await ask('', { accept: 'application/x-ndjson' })).text.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      rows,
    );
    const csv = await ask('?format=csv');
    assert.match(String(csv.headers['content-type']), /^text\/csv/);
    assert.match(String(csv.headers['content-disposition']), /filename="audit\.csv"/);
    const [head, ...body] = csv.text.trimEnd().split('\r\n');
    assert.equal(head, 'sequence,at,actor,action,subject,outcome,tenantId,detail');
    assert.equal(body.length, rows.length);
    assert.match(body.at(-1) ?? '', /^\d+,2026-11-24T00:00:00\.000Z,ada,/);
    assert.equal((await ask('?format=csv&limit=2')).text.trimEnd().split('\r\n').length, 3);
    assert.equal((await ask('?format=jsonl&before=2')).text.trimEnd().split('\n').length, 1);
  });

  test('as JSON comes page by page', async () => {
    const [first, second] = JSON.parse((await ask('?limit=2')).text);
    const [again] = JSON.parse((await ask(`?limit=2&before=${first.sequence}`)).text);
    assert.deepEqual(again, second);
    const { status, text } = await ask('?limit=1001');
    assert.deepEqual([status, JSON.parse(text).error.code], [400, 'PAGE_TOO_LARGE']);
  });
});
