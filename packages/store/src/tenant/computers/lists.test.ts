import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import type { ComputerQuery, ComputerRow, Condition, Filter, Order } from '@causeway/inventory';
import fc from 'fast-check';
import { TenantWithClients } from '../../testing/tenant-with-clients.ts';

/** More than are walked in their order, and more have the one software than are found and sorted. */
const COMPUTERS = 5_400;
const PAGES = 3;
const COMMON: number = 1;
const RARE: number = 2;

/** Everywhere a value that is not known, several alike, upper and lower case, and what SQL and LIKE take for their own. */
const domains = ['', 'acme.example', 'ACME.example', 'beta%example', 'b_ta', "o'neill", 'käse', '\\'];
const families = ['linux', 'windows', ''];
const memories = [0, 4, 8, 16];

describe('lists of computers', () => {
  let tenant: TenantWithClients;
  let all: readonly ComputerRow[];

  before(async () => {
    tenant = await TenantWithClients.open();
    const clientId = await tenant.enroll();
    fill(tenant.file, clientId);
    all = await tenant.store.computers.ofClient(clientId);
    assert.equal(all.length, COMPUTERS);
  });
  after(() => tenant[Symbol.asyncDispose]());

  test('answer any question as going through all of them would', async () => {
    const property = fc.asyncProperty(question, async (asked) => {
      const expected = answer(all, asked);
      const ids: number[] = [];
      let page = await tenant.store.computers.list({ ...asked, count: 'total' });
      assert.equal(page.total, expected.length);
      for (let read = 1; ; read++) {
        ids.push(...page.rows.map(({ id }) => id));
        if (page.next === undefined || read === PAGES) break;
        page = await tenant.store.computers.list({ ...asked, after: page.next });
      }
      const isWhole = page.next === undefined;
      assert.deepEqual(
        ids,
        expected.slice(0, isWhole ? expected.length : ids.length).map(({ id }) => id),
      );
      assert.equal(ids.length, Math.min(expected.length, PAGES * asked.limit));
    });
    await fc.assert(property, { numRuns: 300, seed: 7, endOnFailure: true });
  });

  test('tell of the installations of software, however many computers have it', async () => {
    const present = all.filter(({ archivedAt }) => archivedAt === null);
    const orders = [
      { column: 'id', direction: 'asc' },
      { column: 'name', direction: 'desc' },
    ] as const;
    for (const softwareId of [COMMON, RARE]) {
      for (const { column, direction } of orders) {
        const having = answer(present, { softwareId, order: [{ column, direction }], limit: 1 });
        const order = column === 'name' ? ([{ column: 'computerName', direction }] as const) : undefined;
        const query = { softwareId, order, limit: 25 };
        const first = await tenant.store.computers.installations({ ...query, count: 'total' });
        const second = await tenant.store.computers.installations({ ...query, after: first.next });
        assert.equal(first.total, having.length);
        assert.deepEqual(
          [...first.rows, ...second.rows].map(({ computerId }) => computerId),
          having.slice(0, 50).map(({ id }) => id),
        );
      }
    }
  });

  test('find words by their beginnings, in any order and case, without accents', async () => {
    const found = async (search: string) => {
      const { rows, total } = await tenant.store.computers.list({ search, limit: 9, count: 'total' });
      assert.equal(Math.min(total ?? 0, 9), rows.length);
      return rows.map(({ name }) => name);
    };
    assert.deepEqual(await found('pc-000777'), ['pc-000777']);
    assert.deepEqual(await found('777 PC-000'), []);
    assert.deepEqual(await found('000777 PC'), ['pc-000777']);
    assert.equal((await found('kase')).length, 9);
    assert.equal((await found('acme pc-0000')).length, 9);
    assert.deepEqual(await found('pc-0007 nothing'), []);
    assert.deepEqual(await found('"'), await found(''));
    for (const search of ['" OR 1', 'name:pc', 'pc*', 'NOT pc', "'; drop table computers"])
      await found(search);
  });

  test('pass over rows, and end a page where one ends', async () => {
    const list = (query: Partial<ComputerQuery>) => tenant.store.computers.list({ limit: 3, ...query });
    const all4 = await list({ limit: 4 });
    assert.deepEqual((await list({ skip: 1 })).rows, all4.rows.slice(1));
    const last = await list({ skip: COMPUTERS - COMPUTERS / 100 - 3 });
    assert.equal(last.rows.length, 3);
    assert.equal(last.next, undefined);
  });

  test('refuse columns that there are not, and cursors of another list', async () => {
    const list = (query: Partial<ComputerQuery>) => tenant.store.computers.list({ limit: 3, ...query });
    const { next = '' } = await list({});
    for (const column of ['nothing', 'constructor', 'name" desc --', 'fingerprint']) {
      const condition = { column, operator: 'eq', value: 1 } as const;
      const filter = { kind: 'condition', condition } as const;
      await assert.rejects(list({ order: [{ column, direction: 'asc' }] }), { code: 'COLUMN_UNKNOWN' });
      await assert.rejects(list({ filter }), { code: 'COLUMN_UNKNOWN' });
    }
    const order = [{ column: 'domain', direction: 'asc' }] as const;
    await assert.rejects(list({ order, after: next }), { code: 'CURSOR_INVALID' });
    const forged = [['name asc, id asc', {}, 1], ['name asc, id asc', 'a'], {}, 1, null];
    for (const value of forged) {
      const after = Buffer.from(JSON.stringify(value)).toString('base64url');
      await assert.rejects(list({ after }), { code: 'CURSOR_INVALID' });
    }
    for (const after of ['', 'x', next.slice(0, -9)])
      await assert.rejects(list({ after }), { code: 'CURSOR_INVALID' });
  });
});

/** Past the port: so many inventories are not what is tested here. Every hundredth is archived. */
function fill(file: string, clientId: string): void {
  using database = new DatabaseSync(file);
  database.exec('begin');
  const computer = database.prepare(`
    insert into computers ("clientId", "name", "domain", "osFamily", "memoryBytes", "archivedAt",
      "firstSeenAt", "inventoryAt", "changedAt") values (?, ?, ?, ?, ?, ?, 1, ?, 1)`);
  const drawn = <Value>(values: readonly Value[], number: number) => values[number % values.length] ?? null;
  for (let index = 0; index < COMPUTERS; index++) {
    const scattered = (index * 7_919) % COMPUTERS;
    const name = `${index % 2 ? 'pc' : 'PC'}-${String(scattered).padStart(6, '0')}`.replace(
      'PC-000',
      'pc-000',
    );
    const [domain, family] = [drawn(domains, index), drawn(families, index >> 3)];
    const archivedAt = index % 100 === 50 ? 9 : 0;
    computer.run(clientId, name, domain, family, drawn(memories, index >> 2), archivedAt, index % 60);
  }
  const installed = database.prepare('insert into installations values (?, ?, 1, null, null)');
  const present = database.prepare(`
    insert into software_presence values (?1 >> 6, ?2, 1 << (?1 & 63))
    on conflict do update set "computers" = "computers" | excluded."computers"`);
  for (const softwareId of [COMMON, RARE]) {
    database.exec(
      `insert into software values (${softwareId}, 'package-${softwareId}', '', '', '', '', 1, '')`,
    );
    for (let id = 1; id <= COMPUTERS; id++) {
      if (!hasSoftware(id, softwareId)) continue;
      installed.run(id, softwareId);
      present.run(id, softwareId);
    }
  }
  database.exec(`
    update software_counts set "installations" = (select count(*) from installations i
      join computers c on c."id" = i."computerId" and c."archivedAt" = 0
      where i."softwareId" = software_counts."softwareId");
    commit`);
}

function hasSoftware(computerId: number, softwareId: number): boolean {
  return softwareId === COMMON ? computerId % 100 !== 7 : computerId % 90 === 7;
}

const textColumn = fc.constantFrom('name', 'domain', 'osFamily');
const texts = [
  '',
  'acme',
  'ACME.EXAMPLE',
  'acme.example',
  '%',
  '_',
  'b_t',
  "'",
  '\\',
  'k',
  'pc-0',
  '5',
  'linux',
];
const textCondition = fc.record({
  column: textColumn,
  operator: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains', 'starts-with', 'ends-with'),
  value: fc.constantFrom(...texts),
});
const numberCondition = fc.record({
  column: fc.constantFrom('memoryBytes', 'inventoryAt', 'id'),
  operator: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'),
  value: fc.constantFrom(-1, 4, 8, 15, 59, 3_990),
});
const nullCondition = fc.record({
  column: fc.constantFrom('domain', 'osFamily', 'memoryBytes', 'name', 'id'),
  operator: fc.constantFrom('eq', 'ne'),
  value: fc.constant(null),
});
const inCondition = fc.record({
  ...{ column: fc.constant('domain'), operator: fc.constant('in' as const) },
  value: fc.subarray(['acme.EXAMPLE', 'käse', "o'neill"]),
});
const condition: fc.Arbitrary<Condition> = fc.oneof(
  textCondition,
  numberCondition,
  nullCondition,
  inCondition,
);
const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition.map((one): Filter => ({ kind: 'condition', condition: one })),
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      of: fc.array(tie('filter'), { maxLength: 3 }),
    }),
    tie('filter').map((of): Filter => ({ kind: 'not', of })),
  ),
})).filter;
const order: fc.Arbitrary<Order[]> = fc.uniqueArray(
  fc.record({
    column: fc.constantFrom('name', 'domain', 'osFamily', 'memoryBytes', 'inventoryAt', 'id'),
    direction: fc.constantFrom('asc', 'desc'),
  }),
  { selector: ({ column }) => column, minLength: 1, maxLength: 2 },
);
const question = fc.record(
  {
    filter,
    order,
    softwareId: fc.constantFrom(COMMON, RARE),
    archived: fc.constantFrom('present', 'archived', 'all'),
    limit: fc.integer({ min: 1, max: 60 }),
  },
  { requiredKeys: ['limit'] },
);

type Question = typeof question extends fc.Arbitrary<infer Value> ? Value : never;

/** What a list is to answer, by going through all of them. */
function answer(all: readonly ComputerRow[], asked: Question): ComputerRow[] {
  const { archived = 'present', order: asc = [{ column: 'name', direction: 'asc' }] } = asked;
  const isMeant = ({ archivedAt }: ComputerRow) =>
    archived === 'all' || (archivedAt === null) === (archived === 'present');
  const { filter: sought, softwareId } = asked;
  const meant = all
    .filter((row) => isMeant(row) && (softwareId === undefined || hasSoftware(row.id, softwareId)))
    .filter((row) => sought === undefined || holds(sought, row));
  const last: Order = { column: 'id', direction: asc.at(-1)?.direction ?? 'asc' };
  return meant.sort((one, other) => {
    for (const { column, direction } of [...asc, last]) {
      const difference = compare(fieldOf(one, column), fieldOf(other, column));
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  });
}

function holds(asked: Filter, row: ComputerRow): boolean {
  switch (asked.kind) {
    case 'not':
      return !holds(asked.of, row);
    case 'and':
      return asked.of.every((one) => holds(one, row));
    case 'or':
      return asked.of.some((one) => holds(one, row));
    case 'condition':
      return fits(fieldOf(row, asked.condition.column), asked.condition);
  }
}

type Field = string | number | null;

function fieldOf(row: ComputerRow, column: string): Field {
  return (row as unknown as Record<string, Field>)[column] ?? null;
}

function fits(field: Field, { operator, value }: Condition): boolean {
  const [text, sought] = [folded(field ?? ''), folded(value === null ? '' : String(value))];
  switch (operator) {
    case 'contains':
      return text.includes(sought);
    case 'starts-with':
      return text.startsWith(sought);
    case 'ends-with':
      return text.endsWith(sought);
    case 'in':
      return Array.isArray(value) && value.some((one) => folded(one) === text);
  }
  // '' is how a text that is not known is kept, so that it is one.
  const difference = compare(field, value === '' ? null : (value as Field));
  if (operator === 'eq') return difference === 0;
  if (operator === 'ne') return difference !== 0;
  if (operator === 'lt') return field !== null && difference < 0;
  if (operator === 'le') return field !== null && difference <= 0;
  return field !== null && (operator === 'gt' ? difference > 0 : difference >= 0);
}

/** What is not known comes first. */
function compare(one: Field, other: Field): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [first, second] = [Buffer.from(folded(one)), Buffer.from(folded(other))];
  return Buffer.compare(first, second);
}

/** As SQLite folds case: of ASCII alone. */
function folded(text: string | number): string {
  return String(text).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
