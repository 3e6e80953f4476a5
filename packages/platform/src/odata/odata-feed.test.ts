import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  MemoryComputers,
  memoryComputersOf,
  someChange,
  someComputer,
  someInstallation,
} from '../testing/index.ts';
import { startPlatformApp } from '../testing/platform-app.ts';
import { readMetadata } from '../testing/read-metadata.ts';

const ROOT = 'http://acme.example/tenants/acme/odata';

type Api = Awaited<ReturnType<typeof startPlatformApp>>;

interface Answer {
  readonly '@odata.context'?: string;
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Readonly<Record<string, unknown>>[];
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly innererror: { readonly code: string };
  };
}

async function ask(api: Api, path: string, headers?: Readonly<Record<string, string>>) {
  const answer = await api.get(`/odata${path.replaceAll(' ', '%20')}`, headers);
  assert.equal(answer.headers['odata-version'], '4.0', path);
  assert.equal(answer.headers['cache-control'], 'no-store', path);
  return { status: answer.statusCode, type: answer.headers['content-type'] ?? '', body: answer.body };
}

async function read(api: Api, path: string): Promise<Answer> {
  const { status, type, body } = await ask(api, path);
  assert.equal(status, 200, body);
  assert.match(type, /^application\/json;odata\.metadata=minimal/);
  return JSON.parse(body);
}

async function refused(api: Api, path: string) {
  const { status, body } = await ask(api, path);
  const { error } = JSON.parse(body) as Answer;
  assert.equal(error?.code, error?.innererror.code, body);
  assert.deepEqual(Object.keys(error ?? {}), ['code', 'message', 'innererror']);
  return `${status} ${error?.code}`;
}

test('a spreadsheet’s way in: the service document, its description, then the first rows of a set', async () => {
  await using api = await startPlatformApp(memoryComputersOf(3));
  for (const root of ['', '/']) {
    const service = await read(api, root);
    assert.equal(service['@odata.context'], `${ROOT}/$metadata`);
    assert.deepEqual(
      service.value.map(({ name, kind, url }) => [name, kind, url]),
      [
        ['Computers', 'EntitySet', 'Computers'],
        ['Software', 'EntitySet', 'Software'],
        ['Installations', 'EntitySet', 'Installations'],
        ['Changes', 'EntitySet', 'Changes'],
      ],
    );
  }
  assert.match((await ask(api, '/$metadata')).type, /^application\/xml/);
  const rows = await read(api, '/Computers?$top=2');
  assert.equal(rows['@odata.context'], `${ROOT}/$metadata#Computers`);
  assert.deepEqual(
    rows.value.map(({ id }) => id),
    [1, 2],
  );
  assert.equal('@odata.nextLink' in rows, false);
});

test('every set has the properties that $metadata says, each of its type', async () => {
  const port = memoryComputersOf(2);
  const broken = { domain: null, memoryBytes: null, archivedAt: null, inventoryAt: 0 };
  port.computers.push(someComputer({ id: 3, ...broken }));
  port.history.push(someChange({ id: 3, before: null, after: [1, 'x'] }));
  port.installed.push(
    someInstallation({ computerId: 3, sizeBytes: null, installedAt: Number.MAX_SAFE_INTEGER }),
  );
  await using api = await startPlatformApp(port);
  const { sets, types } = readMetadata((await ask(api, '/$metadata')).body);
  const service = await read(api, '/');
  assert.deepEqual(
    [...sets.keys()],
    service.value.map(({ name }) => name),
  );
  for (const [set, type] of sets) {
    const { properties, key } = types.get(type) ?? assert.fail(type);
    assert.ok(key.length > 0 && key.every((name) => properties.get(name)?.isNullable === false), set);
    const { value } = await read(api, `/${set}`);
    assert.ok(value.length > 0, set);
    for (const row of value) {
      assert.deepEqual(Object.keys(row), [...properties.keys()], set);
      for (const [name, property] of properties)
        assert.ok(property.fits(row[name]), `${set} ${name}: ${row[name]}`);
    }
  }
});

test('filter, order, skip, top, count and select together', async () => {
  const port = memoryComputersOf(10);
  await using api = await startPlatformApp(port);
  const options =
    "?$filter=id ge 3 and not endswith(name,'9')&$orderby=id desc&$skip=1&$top=2&$count=true&$select=name,id";
  const answer = await read(api, `/Computers${options}`);
  assert.equal(answer['@odata.context'], `${ROOT}/$metadata#Computers(id,name)`);
  assert.equal(answer['@odata.count'], 7);
  assert.deepEqual(answer.value, [
    { id: 8, name: 'pc-8' },
    { id: 7, name: 'pc-7' },
  ]);
  const since = `inventoryAt ge ${new Date(someComputer().inventoryAt).toISOString()}`;
  assert.equal((await read(api, `/Computers?$filter=${since}&$select=*`)).value.length, 10);
  assert.equal((await read(api, '/Computers?$filter=domain eq null')).value.length, 3);
  assert.equal((await read(api, "/Computers?$filter=tolower(name) in ('pc-1','pc-2')")).value.length, 2);
});

test('how many there are, alone and with no rows', async () => {
  await using api = await startPlatformApp(memoryComputersOf(10));
  const { type, body } = await ask(api, '/Computers/$count?$filter=id gt 4');
  assert.deepEqual([type, body], ['text/plain;charset=utf-8', '6']);
  const none = await read(api, '/Computers?$top=0&$count=true');
  assert.deepEqual([none.value, none['@odata.count'], none['@odata.nextLink']], [[], 10, undefined]);
});

test('more rows than a page are read on at the next link, which asks the same', async () => {
  await using api = await startPlatformApp(memoryComputersOf(2_500));
  const query =
    "/Computers?$filter=startswith(name,'pc-')&$orderby=name&$top=2200&$skip=100&$count=true&$select=id";
  const first = await read(api, query);
  assert.deepEqual([first.value.length, first['@odata.count']], [1_000, 2_500]);
  const sizes: number[] = [];
  const ids = new Set(first.value.map(({ id }) => id));
  for (let link = first['@odata.nextLink']; link !== undefined; ) {
    assert.ok(link.startsWith(`${ROOT}/Computers?`) && !link.includes('+'), link);
    const page = await read(api, link.slice(ROOT.length));
    sizes.push(page.value.length);
    for (const { id } of page.value) ids.add(id);
    assert.equal('@odata.count' in page, false);
    link = page['@odata.nextLink'];
  }
  assert.deepEqual(sizes, [1_000, 200]);
  assert.equal(ids.size, 2_200);
});

test('a ? in a filter is a part of it, on the next page, too', async () => {
  const port = memoryComputersOf(2);
  for (const id of [3, 4]) port.computers.push(someComputer({ id, name: `what?-${id}` }));
  await using api = await startPlatformApp(port);
  // As a client writes it that leaves ? as it is, which RFC 3986 section 3.4 allows.
  const first = await api.get("/odata/Computers?$filter=contains(name,'?-')", { prefer: 'maxpagesize=1' });
  const { value, '@odata.nextLink': next = '' }: Answer = JSON.parse(first.body);
  const second = await read(api, next.slice(ROOT.length));
  assert.deepEqual(
    [...value, ...second.value].map(({ name }) => name),
    ['what?-3', 'what?-4'],
  );
});

test('a client may want smaller pages', async () => {
  await using api = await startPlatformApp(memoryComputersOf(10));
  const many = await api.get('/odata/Computers', { prefer: 'odata.maxpagesize=5000' });
  assert.equal(many.headers['preference-applied'], 'odata.maxpagesize=1000');
  for (const prefer of ['odata.maxpagesize=4', 'return=minimal, maxpagesize=4']) {
    const answer = await api.get('/odata/Computers', { prefer });
    assert.equal(JSON.parse(answer.body).value.length, 4);
    assert.equal(answer.headers['preference-applied'], 'odata.maxpagesize=4');
  }
});

test('one row by its key', async () => {
  await using api = await startPlatformApp(memoryComputersOf(4));
  for (const path of ['/Computers(2)', '/Computers(id=2)', '/Computers%282%29']) {
    const { body } = await ask(api, `${path}?$select=name`);
    assert.deepEqual(JSON.parse(body), {
      '@odata.context': `${ROOT}/$metadata#Computers(name)/$entity`,
      name: 'pc-2',
    });
  }
  const { body } = await ask(api, '/Installations(computerId=2,softwareId=1)');
  assert.equal(JSON.parse(body).name, 'package-1');
  for (const path of [
    '/Computers(9)',
    "/Computers('2')",
    '/Computers()',
    '/Computers(name=2)',
    '/Installations(2)',
  ])
    assert.equal(await refused(api, path), '404 ODATA_RESOURCE_NOT_FOUND', path);
});

test('a question that would look at everything is refused until it names a computer or a software', async () => {
  await using api = await startPlatformApp(memoryComputersOf(4));
  assert.equal(await refused(api, '/Installations?$orderby=name'), '400 QUERY_TOO_WIDE');
  const named = await read(api, '/Installations?$filter=softwareId eq 1 and name ne null&$orderby=name');
  assert.equal(named.value.length, 2);
});

test('what the feed has not is said with 501, what is wrong with 400, what is nowhere with 404', async () => {
  await using api = await startPlatformApp(memoryComputersOf(1));
  const asked = {
    '/Computers?$expand=software': '501 ODATA_UNSUPPORTED',
    '/Computers?$search=pc': '501 ODATA_UNSUPPORTED',
    '/Computers?$apply=aggregate(id with sum as x)': '501 ODATA_UNSUPPORTED',
    '/Computers?$nonsense=1': '501 ODATA_UNSUPPORTED',
    '/Computers(1)?$filter=id eq 1': '501 ODATA_UNSUPPORTED',
    '/Computers/$count?$top=1': '501 ODATA_UNSUPPORTED',
    '/?$top=1': '501 ODATA_UNSUPPORTED',
    '/$metadata?$top=1': '501 ODATA_UNSUPPORTED',
    '/Computers?$filter=length(name) eq 1': '501 FILTER_INVALID',
    '/Computers?$filter=name eq': '400 FILTER_INVALID',
    '/Computers?$orderby=tolower(name)': '400 ORDER_INVALID',
    '/Computers?$top=-1': '400 REQUEST_INVALID',
    '/Computers?$top=x': '400 REQUEST_INVALID',
    '/Computers?$count=maybe': '400 REQUEST_INVALID',
    '/Computers?$skiptoken=x': '400 CURSOR_INVALID',
    '/Computers?$select=nosuch': '400 ODATA_SELECT_INVALID',
    '/Computers?$format=atom': '415 ODATA_FORMAT_UNKNOWN',
    '/Nothing': '404 ODATA_RESOURCE_NOT_FOUND',
    '/computers': '404 ODATA_RESOURCE_NOT_FOUND',
    '/Computers(1)/$count': '404 ODATA_RESOURCE_NOT_FOUND',
    '/__proto__': '404 ODATA_RESOURCE_NOT_FOUND',
  };
  for (const [path, expected] of Object.entries(asked))
    assert.equal(await refused(api, path), expected, path);
  assert.equal((await read(api, '/Computers?mine=1&$format=json')).value.length, 1);
});

test('metadata by Accept or $format: none has no context, full is taken for minimal', async () => {
  await using api = await startPlatformApp(memoryComputersOf(3));
  const none = await ask(api, '/Computers?$format=application/json;odata.metadata=none&$count=true');
  assert.deepEqual(Object.keys(JSON.parse(none.body)), ['@odata.count', 'value']);
  assert.match(none.type, /odata\.metadata=none/);
  for (const accept of [
    'application/json;odata.metadata=minimal, application/json;odata.metadata=none;q=0.5',
    'application/json;odata.metadata=full',
    'application/json;odata.metadata=minimal',
    '*/*',
  ])
    assert.match((await ask(api, '/Computers', { accept })).type, /odata\.metadata=minimal/);
  assert.match(
    (await ask(api, '/', { accept: 'application/json;odata.metadata=none' })).type,
    /odata\.metadata=none/,
  );
});

test('links are of the scheme that was dialed, and a password is taken over HTTPS alone', async () => {
  const paths = [
    '/odata',
    '/odata/Computers',
    '/odata/$metadata',
    '/computers?format=csv',
    '/changes?format=jsonl',
  ];
  for (const scheme of ['http', 'https'] as const) {
    await using api = await startPlatformApp(memoryComputersOf(2), 0, scheme);
    const taken: unknown[] = [];
    api.app.addHook('onRequest', async (request) => {
      taken.push(request.routeOptions.config.takesBasic?.(request));
    });
    for (const path of paths) await api.get(path);
    assert.deepEqual(
      taken,
      paths.map(() => scheme === 'https'),
    );
    const { value, ...links } = await read(api, '/Computers?$top=1');
    assert.equal(value.length, 1);
    assert.ok(links['@odata.context']?.startsWith(`${scheme}://acme.example/`));
    const page = JSON.parse((await api.get('/odata/Computers', { prefer: 'maxpagesize=1' })).body) as Answer;
    assert.ok(page['@odata.nextLink']?.startsWith(`${scheme}://acme.example/`));
  }
});

test('a fault is answered as OData, without its text', async () => {
  class Broken extends MemoryComputers {
    override async list(): Promise<never> {
      throw new Error('secret of the disk');
    }
  }
  await using api = await startPlatformApp(new Broken());
  const { status, body } = await ask(api, '/Computers');
  assert.equal(status, 500);
  assert.equal(JSON.parse(body).error.code, 'INTERNAL_FAULT');
  assert.doesNotMatch(body, /secret/);
});
