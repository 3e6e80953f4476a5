import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CrossingView, PageView, StandingView } from '@causeway/contract/admin';
import { someClient, someToken } from '@causeway/store/testing';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const NOW = Date.UTC(2026, 10, 24);
const at = '/api/v1/tenants/acme/crossing';

describe('the routes of a crossing', () => {
  let api: Awaited<ReturnType<typeof startSignedInApi>>;

  before(async () => {
    api = await startSignedInApi(() => NOW);
    const { store } = await addTenant(api, 'acme');
    const token = { ...someToken(), usesLeft: 1_000 };
    await store.tokens.add(token);
    for (const name of ['=1+1', 'a, "b"', ...Array.from({ length: 600 }, (_, index) => `pc-${index}`)]) {
      const client = { ...someClient({ name }), lastSeenAt: null };
      await store.clients.enroll(client, token.id, 0);
      await store.clients.record([
        { clientId: client.id, at: NOW - 1, address: 'http://former.localhost:80', trust: 'none' },
      ]);
    }
  });
  after(() => api[Symbol.asyncDispose]());

  const get = async <Answer>(path: string, status = 200): Promise<Answer> => {
    const answer = await api.ask({ method: 'GET', path });
    assert.equal(answer.status, status, answer.text);
    return JSON.parse(answer.text);
  };

  test('show as many clients as are asked for, and count all', async () => {
    const { clients, counts, byReason } = await get<CrossingView>(`${at}?limit=0`);
    assert.deepEqual([clients, counts.blocking], [[], 602]);
    assert.deepEqual(byReason, [{ reason: 'never-fetched', count: 602 }]);
    assert.equal((await get<CrossingView>(at)).clients.length, 602);
    await get(`${at}?limit=1001`, 400);
  });

  test('list where each client stands, page by page and filtered', async () => {
    const names: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const page: PageView<StandingView> = await get(`${at}/clients?limit=250&after=${next}`);
      names.push(...page.rows.map(({ name }) => name));
      next = page.next;
    }
    assert.equal(new Set(names).size, 602);
    const { rows } = await get<PageView<StandingView>>(`${at}/clients?search=PC-59&state=blocking`);
    assert.equal(rows.length, 11);
    const none = await get<PageView<StandingView>>(`${at}/clients?state=proven`);
    assert.deepEqual(none, { rows: [] });
    await get(`${at}/clients?limit=1001`, 400);
    await get(`${at}/clients?state=lost`, 400);
  });

  test('give all of them as CSV, without a formula', async () => {
    const { text, headers } = await api.ask({ method: 'GET', path: `${at}/clients?format=csv` });
    assert.match(String(headers['content-type']), /^text\/csv/);
    assert.match(String(headers['content-disposition']), /filename="crossing\.csv"/);
    const lines = text.trimEnd().split('\r\n');
    assert.equal(lines.length, 603);
    assert.match(lines[0] ?? '', /^id,name,kind,agent,state,reason,/);
    assert.ok(lines.some((line) => line.includes(",'=1+1,native,")));
    assert.ok(lines.some((line) => line.includes(',"a, ""b""",native,')));
    const filtered = await api.ask({ method: 'GET', path: `${at}/clients?format=csv&search=pc-59` });
    assert.equal(filtered.text.trimEnd().split('\r\n').length, 12);
  });

  test('tell what the crossings that are on had come to', async () => {
    const { id } = await api.provisioning.tenants.get('acme');
    const sample = { at: NOW, proven: 1, blocking: 2, sleeping: 3, waived: 4 };
    await api.store.crossings.add({ tenantId: id, crossing: 'another', ...sample }, []);
    assert.deepEqual(await get('/api/v1/crossings'), [{ tenant: 'acme', ...sample }]);
    assert.deepEqual(await get(`${at}/history`), [], 'another crossing is no part of this one');
    await api.provisioning.keepUp();
    assert.deepEqual(await get('/api/v1/crossings'), [], 'on an HTTP tenant there is nothing to cross to');
  });
});
