import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ActionView, DuplicatePage, PageView } from '@causeway/contract/admin';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const PREFIX = '/api/v1/tenants/{name}/';
/** In everything that beta has, and in nothing else. */
const MARK = 'betas';

type Api = Awaited<ReturnType<typeof startSignedInApi>>;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** By the name of a parameter what beta has that acme has not. */
type Foreign = Readonly<Record<string, readonly string[]>>;

/** What leads into the inventory of a tenant, its clients and what they are asked to do. */
const INVENTORY =
  /^(changes|clients|computers|operating-systems|software|installations|duplicates|actions|groups|odata)(\/|$)/;

const inventoryOf = (name: string) => ({
  hardware: { hostname: name, serialNumber: `${name}-serial` },
  software: [{ name: `${name}-package`, version: '1', source: 'dpkg' }],
});

async function openTenants(api: Api) {
  const acme = await addTenant(api, 'acme');
  await acme.bring(inventoryOf('ours'), NOW);
  const beta = await addTenant(api, 'beta');
  const clientIds: string[] = [];
  for (const number of [1, 2, 3, 3, 4, 4])
    clientIds.push(await beta.bring(inventoryOf(`${MARK}-${number}`), NOW + clientIds.length));
  const client = clientIds[0] ?? assert.fail();
  const call = async <Answer>(method: Method, path: string, body?: unknown): Promise<Answer> => {
    const answer = await api.ask({ method, path: `/api/v1/tenants/beta/${path}`, body });
    assert.ok(answer.status < 300, answer.text);
    return JSON.parse(answer.text);
  };
  await call('PUT', `groups/${MARK}-group`, { pollingIntervalSeconds: 77 });
  const action = await call<ActionView>('POST', `clients/${client}/actions`, { kind: 'diagnostics' });
  const { rows: pairs } = await call<DuplicatePage>('GET', 'duplicates');
  const { rows: computers } = await call<PageView<{ id: number }>>('GET', 'computers');
  const { rows: software } = await call<PageView<{ id: number }>>('GET', 'software');
  // Ids of rows begin at 1 in every tenant: acme has the first of each, and of pairs none.
  const computer = String(computers.find(({ id }) => id > 1)?.id);
  const item = String(software.find(({ id }) => id > 1)?.id);
  const foreign: Foreign = {
    computer: [computer, `${MARK}-1`, `${MARK}-2`],
    software: [item],
    duplicate: pairs.map(({ id }) => String(id)),
    client: [client, `${MARK}-1`],
    group: [`${MARK}-group`],
    id: [action.id],
    resource: [`Computers(${computer})`, `Software(${item})`, `Changes(${computers.length})`],
  };
  return { foreign, client, computer, item };
}

/** Every route below a tenant that is about its inventory, as the OpenAPI document says it. */
async function routesOf(api: Api): Promise<(readonly [Method, string])[]> {
  const { text } = await api.ask({ method: 'GET', path: '/api/v1/openapi.json' });
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths)
    .filter(([path]) => path.startsWith(PREFIX) && INVENTORY.test(path.slice(PREFIX.length)))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => [method.toUpperCase() as Method, path.slice(PREFIX.length)] as const,
      ),
    )
    .filter(([method]) => ['GET', 'POST', 'PUT', 'DELETE'].includes(method));
}

/** The path with each of what beta has in the place of its parameter. */
function pathsOf(path: string, foreign: Foreign): string[] {
  const [, parameter] = /\{(\w+)\}/.exec(path) ?? [];
  if (parameter === undefined) return [path];
  const values = foreign[parameter] ?? assert.fail(`nothing is known of {${parameter}} in ${path}`);
  return values.map((value) => path.replace(`{${parameter}}`, encodeURIComponent(value)));
}

/** Bodies that the routes take, so that it is not these that are refused. */
function bodyOf(method: Method, path: string): unknown {
  if (/\/actions$/.test(path) && method === 'POST') return { kind: 'inventory' };
  if (/\/group$/.test(path)) return { group: null };
  if (/\/waive$/.test(path)) return { reason: 'a reason' };
  return method === 'PUT' ? {} : undefined;
}

describe('one tenant and the inventory of another', () => {
  let api: Api;
  let beta: Awaited<ReturnType<typeof openTenants>>;

  before(async () => {
    api = await startSignedInApi(() => NOW);
    beta = await openTenants(api);
  });
  after(() => api[Symbol.asyncDispose]());

  const ask = (method: Method, path: string, body?: unknown) =>
    api.ask({ method, path: `/api/v1/tenants/acme/${path}`, ...(body !== undefined && { body }) });

  async function lookAtBeta(): Promise<string[]> {
    const paths = ['computers?archived=all', 'duplicates', 'actions', 'clients', 'groups', 'changes'];
    const answers = paths.map((path) => api.ask({ method: 'GET', path: `/api/v1/tenants/beta/${path}` }));
    return (await Promise.all(answers)).map(({ text }) => text);
  }

  test('whatever id or name of the other is put in, no route finds it, and nothing of the other changes', async () => {
    const earlier = await lookAtBeta();
    const routes = await routesOf(api);
    assert.ok(routes.length > 25, String(routes.length));
    for (const [method, pattern] of routes) {
      for (const path of pathsOf(pattern, beta.foreign)) {
        const { status, text } = await ask(method, path, bodyOf(method, path));
        const asked = `${method} ${path}: ${status} ${text.slice(0, 300)}`;
        // A group is made by its name, and every tenant may have one of that name.
        if (method === 'PUT' && pattern === 'groups/{group}') assert.equal(status, 200, asked);
        else if (pattern.includes('{') && pattern !== 'groups/{group}') assert.equal(status, 404, asked);
        if (method === 'GET' && status === 200) assert.doesNotMatch(text, new RegExp(MARK), asked);
      }
    }
    assert.deepEqual(await lookAtBeta(), earlier);
  });

  test('a question that names what the other has finds nothing', async () => {
    const { client, computer, item } = beta;
    const cursor = JSON.parse(
      (await api.ask({ method: 'GET', path: '/api/v1/tenants/beta/computers?limit=1' })).text,
    ).next;
    const questions = [
      `computers?software=${item}`,
      `computers?archived=all&filter=id%20eq%20${computer}`,
      `computers?archived=all&filter=clientId%20eq%20'${client}'`,
      `computers?search=${MARK}`,
      `software?search=${MARK}`,
      `installations?filter=computerId%20eq%20${computer}`,
      `changes?filter=computerId%20eq%20${computer}`,
      `changes?search=${MARK}`,
      `odata/Installations?$filter=softwareId%20eq%20${item}`,
      `odata/Changes?$filter=computerId%20eq%20${computer}`,
      'duplicates',
    ];
    for (const path of questions) {
      const { status, text } = await ask('GET', path);
      const { rows, value } = JSON.parse(text);
      assert.deepEqual([status, rows ?? value], [200, []], path);
    }
    assert.equal((await ask('GET', `actions?client=${client}`)).status, 404);
    const { text } = await ask('GET', `computers?after=${cursor}`);
    assert.doesNotMatch(text, new RegExp(MARK), 'a page of the other goes on in its own rows');
  });
});
