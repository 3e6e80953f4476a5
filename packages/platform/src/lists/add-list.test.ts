import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { PageView } from '@causeway/contract/admin';
import type { ComputerQuery, ComputerRow, Page } from '@causeway/inventory';
import fc from 'fast-check';
import { computers } from '../entities.ts';
import { MemoryComputers, memoryComputersOf, someComputer } from '../testing/index.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { startPlatformApp } from '../testing/platform-app.ts';

type Api = Awaited<ReturnType<typeof startPlatformApp>>;

test('CSV and JSON Lines go on to the last row, a page of the store at a time', async () => {
  const port = memoryComputersOf(1_201);
  await using api = await startPlatformApp(port);
  const csv = await api.get('/computers?format=csv&order=id%20desc');
  assert.match(csv.headers['content-type'] ?? '', /^text\/csv; charset=utf-8/);
  assert.equal(csv.headers['content-disposition'], 'attachment; filename="computers.csv"');
  const [header = [], ...rows] = parseCsv(csv.body);
  assert.deepEqual(header, Object.keys(computers.columns));
  assert.deepEqual(
    rows.map(([id]) => Number(id)),
    Array.from({ length: 1_201 }, (_, at) => 1_201 - at),
  );
  assert.ok(port.asked.every(({ limit }) => limit <= 500));
  const lines = (await api.get('/computers', { accept: 'application/x-ndjson' })).body.trimEnd().split('\n');
  assert.deepEqual(lines.map((line) => JSON.parse(line).id).length, 1_201);
  assert.equal(JSON.parse(lines[0] ?? '').inventoryAt, someComputer().inventoryAt);
});

test('a file does not count what is in it, which would be done for every page of the store', async () => {
  const port = memoryComputersOf(1_001);
  await using api = await startPlatformApp(port);
  assert.equal(parseCsv((await api.get('/computers?format=csv&count=true')).body).length, 1_002);
  assert.ok(port.asked.length > 1 && port.asked.every(({ count }) => count === undefined));
});

test('a limit ends a file, and an empty list is a file, too', async () => {
  await using api = await startPlatformApp(memoryComputersOf(700));
  assert.equal(parseCsv((await api.get('/computers?format=csv&limit=501')).body).length, 502);
  assert.equal((await api.get('/computers?format=jsonl&search=nothing')).body, '');
  assert.equal(parseCsv((await api.get('/computers?format=csv&search=nothing')).body).length, 1);
});

test('the first type of Accept that there is counts, and `format` over it', async () => {
  await using api = await startPlatformApp(memoryComputersOf(1));
  const typeOf = async (path: string, accept: string) =>
    (await api.get(path, { accept })).headers['content-type'];
  assert.match((await typeOf('/computers', 'text/html, text/csv;q=0.9')) ?? '', /csv/);
  assert.match((await typeOf('/computers', 'application/json, text/csv')) ?? '', /json;/);
  assert.match((await typeOf('/computers', '*/*')) ?? '', /json;/);
  assert.match((await typeOf('/computers?format=jsonl', 'text/csv')) ?? '', /ndjson/);
});

test('nothing more is read for a reader that has hung up', async () => {
  const port = new EndlessComputers();
  await using api = await startPlatformApp(port);
  const aborted = new Promise<void>((resolve) =>
    api.app.addHook('onRequestAbort', async (_request) => resolve()),
  );
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  const { port: at } = api.app.server.address() as AddressInfo;
  const request = get(`http://127.0.0.1:${at}/tenants/acme/computers?format=jsonl`);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response, 'data');
  request.destroy();
  await aborted;
  const { pages } = port;
  await once(api.app.server.close(), 'close');
  assert.ok(pages > 0 && port.pages <= pages + 1, `${pages} pages, then ${port.pages}`);
});

/** A list without an end. */
class EndlessComputers extends MemoryComputers {
  pages = 0;

  override async list({ limit }: ComputerQuery): Promise<Page<ComputerRow>> {
    this.pages += 1;
    return { rows: Array.from({ length: limit }, () => someComputer()), next: 'more' };
  }
}

const order = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('name', 'domain', 'memoryBytes', 'osFamily', 'id'),
      fc.constantFrom('asc', 'desc'),
    ),
    { selector: ([column]) => column, maxLength: 3 },
  )
  .map((parts) => parts.map((part) => part.join(' ')).join(','));

test('pages show every row once under any order, also while rows are added', async () => {
  let port = memoryComputersOf(0);
  await using api = await startPlatformApp(() => port);
  const asked = fc.record({ order, limit: fc.integer({ min: 1, max: 9 }), isFeed: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(asked, async ({ order: by, limit, isFeed }) => {
      port = memoryComputersOf(20);
      const add = () => {
        const id = port.computers.length + 1;
        if (id < 40) port.computers.push(someComputer({ id, name: `pc-${id % 10}-${id}` }));
      };
      const seen = isFeed
        ? await readFeed(api, { by, limit, add })
        : await readPages(api, { by, limit, add });
      assert.equal(new Set(seen).size, seen.length, 'a row came twice');
      const missing = Array.from({ length: 20 }, (_, at) => at + 1).filter((id) => !seen.includes(id));
      assert.deepEqual(missing, []);
    }),
    { numRuns: 60 },
  );
});

interface Reading {
  readonly by: string;
  readonly limit: number;
  /** Called after each page. */
  readonly add: () => void;
}

async function readPages(api: Api, { by, limit, add }: Reading): Promise<number[]> {
  const ids: number[] = [];
  let after = '';
  do {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(by && { order: by }),
      ...(after && { after }),
    });
    const page: PageView<{ id: number }> = JSON.parse((await api.get(`/computers?${query}`)).body);
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next ?? '';
    add();
  } while (after !== '');
  return ids;
}

async function readFeed(api: Api, { by, limit, add }: Reading): Promise<number[]> {
  const ids: number[] = [];
  const query = new URLSearchParams({ $select: 'id', ...(by && { $orderby: by }) });
  let path: string | undefined = `/odata/Computers?${query}`;
  while (path !== undefined) {
    const answer: { value: { id: number }[]; '@odata.nextLink'?: string } = JSON.parse(
      (await api.get(path, { prefer: `odata.maxpagesize=${limit}` })).body,
    );
    ids.push(...answer.value.map(({ id }) => id));
    path = answer['@odata.nextLink']?.replace('http://acme.example/tenants/acme', '');
    add();
  }
  return ids;
}
