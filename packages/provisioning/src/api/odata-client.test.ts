import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ComputerView } from '@causeway/contract/admin';
import type { ComputerInventory } from '@causeway/contract/inventory';
import { readMetadata } from '@causeway/platform/testing';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const COMPUTERS = 30;
const AT = '/api/v1/tenants/acme';
const HOST = 'console.example:9000';
const families = ['linux', 'windows', 'macos'] as const;

type Row = Readonly<Record<string, unknown>>;
type Api = Awaited<ReturnType<typeof startSignedInApi>>;

interface Answer {
  readonly value: readonly Row[];
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
}

/** Names with what addresses, texts of OData and CSV take for their own; of every third little is known. */
function inventoryOf(number: number): ComputerInventory {
  const isKnown = number % 3 !== 0;
  const hostname = `pc-${number}${["'s", '?&=', ' +%', ''][number % 4]}`;
  return {
    hardware: { hostname, serialNumber: `S-${number}`, ...(isKnown && { memoryBytes: number * 1e9 }) },
    ...(isKnown && { operatingSystem: { family: families[number % 2] ?? 'linux', name: '=1+1' } }),
    software: [
      { name: 'bash', version: '5.2', source: 'dpkg' },
      { name: `own "${number}"`, version: '1', source: 'dpkg', sizeBytes: number },
    ],
  };
}

/** As Excel and Power BI read: a password, pages, and next links until there is none. */
async function readAll(api: Api, path: string, afterPage: (page: Answer) => Promise<void> = async () => {}) {
  const authorization = `Basic ${Buffer.from(`anyone:${api.secret}`).toString('base64')}`;
  const rows: Row[] = [];
  let next: string | undefined = `${AT}/odata/${path}`;
  while (next !== undefined) {
    const headers = { host: HOST, authorization, prefer: 'odata.maxpagesize=7' };
    const answer = await api.ask({ method: 'GET', path: next, headers });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.headers['odata-version'], '4.0');
    const page: Answer = JSON.parse(answer.text);
    rows.push(...page.value);
    await afterPage(page);
    const link = page['@odata.nextLink'];
    assert.ok(link === undefined || link.startsWith(`https://${HOST}/`), link ?? '');
    next = link?.slice(`https://${HOST}`.length);
  }
  return rows;
}

/** The same rows of the plain API, as JSON Lines. */
async function readLines(api: Api, path: string): Promise<Row[]> {
  const answer = await api.ask({ method: 'GET', path: `${AT}/${path}` });
  assert.equal(answer.status, 200, answer.text);
  return answer.text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const query = (options: Readonly<Record<string, string>>) => new URLSearchParams(options).toString();
const iso = (at: unknown) => (typeof at === 'number' ? new Date(at).toISOString() : at);

type Means = (row: ComputerView) => boolean;
const filters: readonly (readonly [string, Means])[] = [
  ['name ne null', () => true],
  ['not (id eq null)', () => true],
  ['softwareCount eq null', () => false],
  ['osFamily eq null', ({ osFamily }) => osFamily === null],
  ['osFamily ne null and memoryBytes ne null', ({ osFamily }) => osFamily !== null],
  ["osFamily ne 'linux'", ({ osFamily }) => osFamily !== 'linux'],
  ['memoryBytes gt -1', ({ memoryBytes }) => memoryBytes !== null],
  ['memoryBytes ge 14000000000', ({ memoryBytes }) => (memoryBytes ?? 0) >= 14e9],
  ['not (memoryBytes ge 14000000000)', ({ memoryBytes }) => !((memoryBytes ?? 0) >= 14e9)],
  ['memoryBytes le 4e9', ({ memoryBytes }) => memoryBytes !== null && memoryBytes <= 4e9],
  [
    "osFamily eq 'linux' or osFamily eq 'windows' and memoryBytes gt 10000000000",
    ({ osFamily, memoryBytes }) =>
      osFamily === 'linux' || (osFamily === 'windows' && (memoryBytes ?? 0) > 10e9),
  ],
  [
    "(osFamily eq 'linux' or osFamily eq 'windows') and memoryBytes gt 10000000000",
    ({ osFamily, memoryBytes }) => osFamily !== null && (memoryBytes ?? 0) > 10e9,
  ],
  ["startswith(name,'PC-1')", ({ name }) => name.startsWith('pc-1')],
  ["endswith(name,'?&=')", ({ name }) => name.endsWith('?&=')],
  ["contains(name,' +%') eq true", ({ name }) => name.includes(' +%')],
  ["contains(tolower(name),'''s')", ({ name }) => name.includes("'s")],
  ["not contains(name,'%')", ({ name }) => !name.includes('%')],
  ['id in (1,5,7,999)', ({ id }) => [1, 5, 7].includes(id)],
  [
    "inventoryAt lt 2026-11-24T13:00:10+01:00 and name ne ''",
    ({ inventoryAt }) => inventoryAt < NOW + 10_000,
  ],
  ['inventoryAt ge 2026-11-24', () => true],
];

describe('the feed, read as a spreadsheet reads it', () => {
  let api: Api;

  before(async () => {
    api = await startSignedInApi(() => NOW);
    const { bring } = await addTenant(api, 'acme');
    for (let number = 1; number <= COMPUTERS; number++)
      await bring(inventoryOf(number), NOW + number * 1_000);
  });
  after(() => api[Symbol.asyncDispose]());

  test('every set has to its last page what the plain API has, of the types that $metadata says', async () => {
    const metadata = await api.ask({ method: 'GET', path: `${AT}/odata/$metadata` });
    const { sets, types } = readMetadata(metadata.text);
    for (const [set, type] of sets) {
      const { properties } = types.get(type) ?? assert.fail(type);
      const rows = await readAll(api, set);
      const lines = await readLines(api, `${set.toLowerCase()}?format=jsonl`);
      assert.ok(rows.length >= COMPUTERS, set);
      assert.deepEqual(
        rows.map((row) => Object.keys(row)),
        rows.map(() => [...properties.keys()]),
      );
      assert.deepEqual(rows.map(plainly), lines.map(plainly), set);
      for (const row of rows)
        for (const [name, property] of properties) assert.ok(property.fits(row[name]), `${set} ${name}`);
    }
  });

  test('a filter means on every page what it says, in the feed as in the plain API, and in the count', async () => {
    const all = (await readLines(api, 'computers?format=jsonl')) as readonly Row[] & ComputerView[];
    for (const [filter, means] of filters) {
      const expected = all.filter(means).map(({ id }) => id);
      const read = await readAll(api, `Computers?${query({ $filter: filter, $select: 'id' })}`);
      assert.deepEqual(
        read.map(({ id }) => id),
        expected,
        filter,
      );
      const lines = await readLines(api, `computers?${query({ filter, format: 'jsonl' })}`);
      assert.deepEqual(
        lines.map(({ id }) => id),
        expected,
        filter,
      );
      const count = await api.ask({
        method: 'GET',
        path: `${AT}/odata/Computers/$count?${query({ $filter: filter })}`,
      });
      assert.equal(count.text, String(expected.length), filter);
    }
  });

  test('order, skip, top and count hold over all pages together', async () => {
    const counts: unknown[] = [];
    const options = { $orderby: 'memoryBytes desc,name', $skip: '3', $top: '20', $count: 'true' };
    const rows = await readAll(api, `Computers?${query(options)}`, async (page) => {
      counts.push(page['@odata.count']);
    });
    const lines = await readLines(api, `computers?${query({ order: options.$orderby, format: 'jsonl' })}`);
    assert.deepEqual(
      rows.map(({ id }) => id),
      lines.slice(3, 23).map(({ id }) => id),
    );
    assert.deepEqual(counts, [COMPUTERS, undefined, undefined]);
  });

  test('a page goes on in its own order and set alone', async () => {
    const first = await api.ask({ method: 'GET', path: `${AT}/computers?limit=2&order=memoryBytes` });
    const { next } = JSON.parse(first.text);
    const others = [
      `computers?${query({ after: next })}`,
      `computers?${query({ after: next, order: 'memoryBytes desc' })}`,
      `software?${query({ after: next })}`,
      `odata/Computers?${query({ $skiptoken: next, $orderby: 'name' })}`,
      `computers?${query({ after: next, order: 'name', format: 'csv' })}`,
    ];
    for (const path of others) {
      const answer = await api.ask({ method: 'GET', path: `${AT}/${path}` });
      assert.deepEqual([answer.status, /CURSOR_INVALID/.test(answer.text)], [400, true], path);
    }
  });
});

test('while rows come and go, those that stay are read once each', async () => {
  await using api = await startSignedInApi(() => NOW);
  const { store, bring } = await addTenant(api, 'acme');
  for (let number = 1; number <= COMPUTERS; number++) await bring(inventoryOf(number), NOW + number);
  const gone = new Set<unknown>();
  let last = COMPUTERS;
  const rows = await readAll(api, 'Computers?$orderby=inventoryAt desc', async ({ value }) => {
    const [read] = value;
    const unread = COMPUTERS - last;
    for (const id of [Number(read?.id), unread + 1]) {
      await store.computers.archive(id, NOW);
      gone.add(id);
    }
    last -= 1;
    await bring(inventoryOf(COMPUTERS + last), NOW + (last % 2) * 1e6);
  });
  const ids = rows.map(({ id }) => Number(id));
  assert.equal(new Set(ids).size, ids.length, 'a row came twice');
  const stayed = Array.from({ length: COMPUTERS }, (_, at) => at + 1).filter((id) => !gone.has(id));
  assert.deepEqual(
    stayed.filter((id) => !ids.includes(id)),
    [],
  );
});

/** Times as the feed writes them, JSON as text: by the names that have them. */
function plainly(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => {
    if (/At$|^at$|^since$/.test(name)) return [name, iso(value)];
    return [name, name === 'before' || name === 'after' ? textOf(value) : value];
  });
  return Object.fromEntries(entries);
}

function textOf(value: unknown): unknown {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}
