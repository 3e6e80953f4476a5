import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComputerView, PageView } from '@causeway/contract/admin';
import { memoryComputersOf, someComputer, someInstallation } from './testing/index.ts';
import { startPlatformApp } from './testing/platform-app.ts';

const namesIn = (body: string) => (JSON.parse(body) as PageView<ComputerView>).rows.map(({ name }) => name);
const codeIn = (body: string) => (JSON.parse(body) as { error: { code: string } }).error.code;

test('computers by filter, words, order, archive and software', async () => {
  const port = memoryComputersOf(6);
  port.computers.push(someComputer({ id: 7, name: 'gone', archivedAt: 5 }));
  await using api = await startPlatformApp(port);
  const asked: readonly (readonly [string, readonly string[]])[] = [
    ['?order=name desc&limit=2', ['pc-6', 'pc-5']],
    ["?filter=name eq 'pc-2' or id gt 5", ['pc-2', 'pc-6']],
    ['?search=PC lat&limit=1', ['pc-1']],
    ['?search=nothing', []],
    ['?archived=archived', ['gone']],
    ["?archived=all&filter=name eq 'gone'", ['gone']],
    ['?software=1', ['pc-2', 'pc-4', 'pc-6']],
  ];
  for (const [query, names] of asked) {
    const answer = await api.get(`/computers${query.replaceAll(' ', '%20')}`);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.deepEqual(namesIn(answer.body), names, query);
  }
});

test('a total is counted when it is wanted', async () => {
  await using api = await startPlatformApp(memoryComputersOf(6));
  const read = async (path: string) => JSON.parse((await api.get(path)).body);
  assert.equal((await read('/computers?limit=2&count=true')).total, 6);
  assert.equal('total' in (await read('/computers?limit=2')), false);
});

test('one computer by id or by name, with what is on it and what became another', async () => {
  const port = memoryComputersOf(4);
  port.computers.push(
    someComputer({ id: 5, name: 'pc-4' }),
    someComputer({ id: 6, name: 'old', archivedAt: 1 }),
  );
  await using api = await startPlatformApp(port);
  assert.equal(JSON.parse((await api.get('/computers/2')).body).inventory.operatingSystem.family, 'linux');
  assert.equal(JSON.parse((await api.get('/computers/pc-2')).body).id, 2);
  assert.equal(JSON.parse((await api.get('/computers/old')).body).id, 6);
  const ambiguous = await api.get('/computers/pc-4');
  assert.deepEqual([ambiguous.statusCode, codeIn(ambiguous.body)], [409, 'COMPUTER_AMBIGUOUS']);
  for (const path of [
    '/computers/99',
    '/computers/nobody',
    '/computers/nobody/changes',
    '/computers/99/software',
  ]) {
    const missing = await api.get(path);
    assert.deepEqual([missing.statusCode, codeIn(missing.body)], [404, 'COMPUTER_NOT_FOUND'], path);
  }
  assert.equal(JSON.parse((await api.get('/computers/pc-2/software')).body).rows[0].name, 'package-1');
  assert.deepEqual(JSON.parse((await api.get('/computers/3/changes')).body).rows[0].after, {
    version: '5.2',
  });
});

test('a name of digits is a name, where no computer has that id', async () => {
  const port = memoryComputersOf(2);
  port.computers.push(someComputer({ id: 3, name: '4711' }), someComputer({ id: 4, name: '2' }));
  await using api = await startPlatformApp(port);
  const idOf = async (path: string) => JSON.parse((await api.get(`/computers/${path}`)).body).id;
  assert.equal(await idOf('4711'), 3);
  assert.equal(await idOf('2'), 2, 'an id goes before a name');
});

test('the catalog, who has what of it, and a question too wide', async () => {
  await using api = await startPlatformApp(memoryComputersOf(4));
  assert.equal(JSON.parse((await api.get('/software/1')).body).name, 'package-1');
  assert.deepEqual(namesIn((await api.get('/software/1/computers')).body), ['pc-2', 'pc-4']);
  for (const path of ['/software/2', '/software/x', '/software/0/computers'])
    assert.equal(codeIn((await api.get(path)).body), 'SOFTWARE_NOT_FOUND', path);
  const wide = await api.get('/installations?order=name');
  assert.deepEqual([wide.statusCode, codeIn(wide.body)], [400, 'QUERY_TOO_WIDE']);
  const narrow = await api.get('/installations?order=name&filter=softwareId%20eq%201');
  assert.equal(JSON.parse(narrow.body).rows.length, 2);
});

test('changes come newest first unless an order is asked for', async () => {
  await using api = await startPlatformApp(memoryComputersOf(3));
  const ids = async (query: string) =>
    (JSON.parse((await api.get(`/changes${query}`)).body) as PageView<{ id: number }>).rows.map(
      ({ id }) => id,
    );
  assert.deepEqual(await ids(''), [3, 2, 1]);
  assert.deepEqual(await ids('?order=id'), [1, 2, 3]);
  assert.deepEqual(await ids('?filter=computerId%20eq%202'), [2]);
});

test('computers are counted by operating system, and what does not say which is counted as unknown', async () => {
  const port = memoryComputersOf(2);
  port.computers.push(
    someComputer({ id: 3, osFamily: 'windows' }),
    someComputer({ id: 4, osFamily: 'windows', archivedAt: 1 }),
    someComputer({ id: 5, osFamily: null }),
  );
  await using api = await startPlatformApp(port);
  assert.deepEqual(JSON.parse((await api.get('/operating-systems')).body), [
    { osFamily: 'linux', count: 2 },
    { osFamily: 'unknown', count: 1 },
    { osFamily: 'windows', count: 1 },
  ]);
});

test('archive, restore, confirm and split are done and put on record', async () => {
  const port = memoryComputersOf(3);
  const [one = someComputer(), other = someComputer()] = port.computers;
  const pair = {
    computers: [one, other],
    kind: 'same-machine',
    shared: 'uuid x',
    foundAt: 1,
    state: 'open',
  } as const;
  port.pairs.push({ id: 1, ...pair }, { id: 2, ...pair });
  await using api = await startPlatformApp(port, 77);
  assert.equal(JSON.parse((await api.post('/computers/pc-3/archive')).body).archivedAt, 77);
  assert.equal(JSON.parse((await api.post('/computers/pc-3/restore')).body).archivedAt, null);
  const open = JSON.parse((await api.get('/duplicates?state=open&limit=1')).body);
  assert.deepEqual([open.rows.length, open.next], [1, 1]);
  assert.equal(JSON.parse((await api.post('/duplicates/1/confirm')).body).state, 'confirmed');
  assert.equal(JSON.parse((await api.post('/duplicates/2/split')).body).state, 'split');
  assert.equal(port.computers[0]?.archivedAt, 77);
  assert.deepEqual(
    api.retired,
    [one.clientId],
    'its machine reports under another id; of a pair that is split nobody goes',
  );
  assert.equal(codeIn((await api.post('/duplicates/3/split')).body), 'DUPLICATE_NOT_FOUND');
  assert.equal(codeIn((await api.post('/computers/nobody/archive')).body), 'COMPUTER_NOT_FOUND');
  assert.deepEqual(
    api.deeds.map(({ action, subject }) => `${action} ${subject}`),
    [
      'computer.archive pc-3',
      'computer.restore pc-3',
      'duplicate.confirm 1',
      'duplicate.split 2',
      'duplicate.split 3',
      'computer.archive nobody',
    ],
  );
});

test('what cannot be asked is refused with its code', async () => {
  await using api = await startPlatformApp(memoryComputersOf(3));
  const asked = {
    '/computers?filter=nosuch%20eq%201': 'FILTER_INVALID',
    '/computers?filter=': 'FILTER_INVALID',
    '/computers?order=nosuch': 'ORDER_INVALID',
    '/computers?after=x': 'CURSOR_INVALID',
    '/computers?limit=1001': 'PAGE_TOO_LARGE',
    '/computers?limit=0': 'REQUEST_INVALID',
    '/computers?format=xml': 'REQUEST_INVALID',
    '/computers?archived=yes': 'REQUEST_INVALID',
    '/computers?format=csv&filter=nosuch%20eq%201': 'FILTER_INVALID',
    '/computers?format=csv&after=x': 'CURSOR_INVALID',
    '/duplicates?state=closed': 'REQUEST_INVALID',
  };
  for (const [path, code] of Object.entries(asked)) {
    const answer = await api.get(path);
    assert.deepEqual([answer.statusCode, codeIn(answer.body)], [400, code], path);
  }
});

test('rows of one computer are told apart by what is installed', async () => {
  const port = memoryComputersOf(1);
  port.installed.push(
    someInstallation({ softwareId: 2, name: 'b' }),
    someInstallation({ softwareId: 3, name: 'a' }),
  );
  await using api = await startPlatformApp(port);
  const page = JSON.parse((await api.get('/computers/1/software?order=name&limit=1')).body);
  assert.equal(page.rows[0].name, 'a');
  const next = JSON.parse(
    (await api.get(`/computers/1/software?order=name&limit=1&after=${page.next}`)).body,
  );
  assert.equal(next.rows[0].name, 'b');
});
