import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  ClientDetailsView,
  ClientPage,
  ConfigureAnswer,
  DatabaseView,
  SigningKeysView,
} from '@causeway/contract/admin';
import { someClient, someToken } from '@causeway/store/testing';
import { freePorts } from '@causeway/testkit';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const NOW = Date.UTC(2026, 10, 30);
const MONTH_MS = 30 * 86_400_000;

async function startAcme() {
  const api = await startSignedInApi(() => NOW);
  const { store } = await addTenant(api, 'acme');
  const token = someToken({ expiresAt: NOW + 1 });
  await store.tokens.add(token);
  const get = async <Answer>(path: string): Promise<Answer> => {
    const { status, text } = await api.ask({ method: 'GET', path: `/api/v1/tenants/acme${path}` });
    assert.equal(status, 200, text);
    // The caller names the shape that the OpenAPI document gives.
    return JSON.parse(text) as Answer;
  };
  const enroll = (name: string, lastSeenAt: number | null, parts = {}) =>
    store.clients.enroll(someClient({ name, lastSeenAt, ...parts }), token.id, NOW);
  return { api, store, get, enroll };
}

test('clients are found by a part of the name, their state and their group, page by page', async () => {
  const { api, get, enroll } = await startAcme();
  await using _api = api;
  for (const name of ['anna', 'hanna', 'joanna']) await enroll(name, NOW);
  await enroll('susanna', NOW - MONTH_MS - 1);
  await enroll('bert', null, { group: 'servers' });
  const names = async (query: string) => {
    const { clients, next } = await get<ClientPage>(`/clients?${query}`);
    return { names: clients.map(({ name }) => name), next };
  };
  const first = await names('search=ANNA&state=active&limit=2');
  assert.deepEqual(first.names, ['anna', 'hanna']);
  const { total } = await get<ClientPage>('/clients?search=anna&count=true&limit=1');
  assert.equal(total, 4);
  const second = await names(`search=ANNA&state=active&limit=2&after=${first.next}`);
  assert.deepEqual(second, { names: ['joanna'], next: undefined });
  assert.deepEqual((await names('state=sleeping')).names, ['bert', 'susanna']);
  assert.deepEqual((await names('group=servers')).names, ['bert']);
  assert.deepEqual((await names('ungrouped=true&kind=native&state=sleeping')).names, ['susanna']);
  assert.deepEqual((await names('kind=foreign')).names, []);
});

test('one client is shown with the addresses that it has proven, and those that it failed at', async () => {
  const { api, store, get, enroll } = await startAcme();
  await using _api = api;
  const { id } = await enroll('anna', null);
  const [old, coming] = ['http://acme.example:80', 'https://acme.example:443'] as const;
  const failures = [{ address: coming, code: 'CERTIFICATE_UNTRUSTED', at: NOW - 5, message: 'self-signed' }];
  await store.clients.record([{ clientId: id, at: NOW - 2, address: old, trust: 'none', failures }]);
  const anna = await get<ClientDetailsView>('/clients/anna');
  assert.deepEqual([anna.state, anna.lastAddress], ['active', old]);
  assert.deepEqual(anna.evidence, [{ address: old, trust: 'none', at: NOW - 2 }]);
  assert.deepEqual(anna.failures, failures);
  const { status } = await api.ask({ method: 'GET', path: '/api/v1/tenants/acme/clients/nobody' });
  assert.equal(status, 404);
});

test('a tenant is tried without being created', async () => {
  const { api } = await startAcme();
  await using _api = api;
  const [httpPort = 0] = await freePorts(1);
  const body = { name: 'beta', hostname: 'beta.localhost', httpPort, dryRun: true };
  const tried = await api.ask({ method: 'POST', path: '/api/v1/tenants', body });
  assert.equal(tried.status, 202, tried.text);
  const answer: ConfigureAnswer = JSON.parse(tried.text);
  assert.deepEqual([answer.dryRun, answer.steps], [true, []]);
  const names = (await api.provisioning.tenants.list()).map(({ name }) => name);
  assert.deepEqual(names, ['acme']);
  const codeOf = async (parts: object) => {
    const { text } = await api.ask({ method: 'POST', path: '/api/v1/tenants', body: { ...body, ...parts } });
    return JSON.parse(text).error.code;
  };
  assert.equal(await codeOf({ name: 'acme' }), 'TENANT_NAME_TAKEN');
  const { inForce } = await api.provisioning.tenants.view('acme');
  const place = { hostname: inForce.hostname, httpPort: inForce.httpPort };
  assert.equal(await codeOf(place), 'HOSTNAME_TAKEN');
});

test('a website is tried against those of other tenants, too', async () => {
  const { api } = await startAcme();
  await using _api = api;
  const [httpPort = 0] = await freePorts(1);
  const body = { name: 'beta', hostname: 'beta.localhost', httpPort };
  const made = await api.ask({ method: 'POST', path: '/api/v1/tenants', body });
  assert.equal(made.status, 201, made.text);
  const { inForce } = await api.provisioning.tenants.view('acme');
  for (const dryRun of [true, false]) {
    const place = { hostname: inForce.hostname, httpPort: inForce.httpPort, binding: 'http', dryRun };
    const { text } = await api.ask({ method: 'POST', path: '/api/v1/tenants/beta/site', body: place });
    assert.equal(JSON.parse(text).error?.code, 'HOSTNAME_TAKEN', text);
  }
  assert.deepEqual(await api.store.changes.unfinished(), []);
});

test('provisioning says where a tenant is kept, and what signs its config.ini', async () => {
  const { api, get } = await startAcme();
  await using _api = api;
  assert.equal((await get<DatabaseView>('/database')).kind, 'sqlite');
  const before = await get<SigningKeysView>('/signing-key');
  assert.equal(before.next, null);
  await api.ask({ method: 'POST', path: '/api/v1/tenants/acme/signing-key/rotate' });
  const after = await get<SigningKeysView>('/signing-key');
  assert.deepEqual([after.current, typeof after.next], [before.current, 'string']);
});
