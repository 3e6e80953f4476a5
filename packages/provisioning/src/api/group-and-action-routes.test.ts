import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActionPage, ActionView, ClientPage, CountedGroup } from '@causeway/contract/admin';
import { someClient, someToken } from '@causeway/store/testing';
import { freePorts } from '@causeway/testkit';
import { startSignedInApi } from '../testing/signed-in-api.ts';

const NOW = Date.UTC(2026, 10, 25);

async function startAcme() {
  const api = await startSignedInApi(() => NOW);
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  await api.provisioning.tenants.create({ name: 'acme', hostname: 'acme.localhost', httpPort, httpsPort });
  const [store] = [...api.tenantStores.values()];
  assert.ok(store);
  const token = someToken({ createdAt: NOW, expiresAt: NOW + 1 });
  await store.tokens.add(token);
  const client = someClient({ name: 'anna' });
  await store.clients.enroll(client, token.id, NOW);
  const call = async <Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<Answer> => {
    const { status, text } = await api.ask({ method, path: `/api/v1/tenants/acme${path}`, body });
    assert.ok(status < 300, `${status} ${text}`);
    // The caller names the shape that the OpenAPI document gives.
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  return { api, client, call };
}

test('a group is made, joined, left and deleted, and the audit says who did it', async () => {
  const { api, call } = await startAcme();
  await using _api = api;
  await call('PUT', '/groups/servers', { pollingIntervalSeconds: 60, activeWindowSeconds: null });
  await call('POST', '/clients/anna/group', { group: 'servers' });
  const [group] = await call<CountedGroup[]>('GET', '/groups');
  assert.deepEqual([group?.name, group?.clients, group?.pollingIntervalSeconds], ['servers', 1, 60]);
  const { clients } = await call<ClientPage>('GET', '/clients');
  assert.deepEqual([clients[0]?.group, clients[0]?.kind, clients[0]?.deviceId], ['servers', 'native', null]);
  await call('POST', '/clients/anna/group', { group: null });
  await call('DELETE', '/groups/servers');
  assert.deepEqual(await call('GET', '/groups'), []);
  const entries = await api.store.audit.list({ limit: 10 });
  assert.deepEqual(entries.map(({ action, subject, actor }) => [action, subject, actor]).slice(0, 4), [
    ['group.delete', 'acme/servers', 'ada'],
    ['client.group', 'acme/anna', 'ada'],
    ['client.group', 'acme/anna', 'ada'],
    ['group.set', 'acme/servers', 'ada'],
  ]);
  assert.deepEqual(entries[3]?.detail, { pollingIntervalSeconds: 60, activeWindowSeconds: null });
});

test('frequencies that change are in the audit', async () => {
  const { api, call } = await startAcme();
  await using _api = api;
  await call('POST', '/site', { pollingIntervalSeconds: 900 });
  const [entry] = await api.store.audit.list({ limit: 1 });
  assert.deepEqual([entry?.action, entry?.detail], ['tenant.configure', { pollingIntervalSeconds: 900 }]);
});

test('a client is asked, and what waits is taken back', async () => {
  const { api, client, call } = await startAcme();
  await using _api = api;
  const asked = await call<ActionView>('POST', '/clients/anna/actions', { kind: 're-enroll' });
  const page = await call<ActionPage>('GET', `/actions?client=${client.id}`);
  assert.deepEqual(page, { actions: [asked] });
  assert.equal((await call<ActionView>('DELETE', `/actions/${asked.id}`)).id, asked.id);
  assert.deepEqual(await call('GET', '/actions'), { actions: [] });
});

test('a token may say which group its clients join', async () => {
  const { api, call } = await startAcme();
  await using _api = api;
  await call('PUT', '/groups/servers', {});
  const made = await call<{ group: string }>('POST', '/enrollment-tokens', { group: 'servers' });
  assert.equal(made.group, 'servers');
  const groups = (await call<{ group: string | null }[]>('GET', '/enrollment-tokens')).map(
    ({ group }) => group,
  );
  assert.deepEqual(groups.sort(), [null, 'servers'].sort());
});
