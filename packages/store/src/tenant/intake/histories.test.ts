import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientId } from '@causeway/contract';
import {
  type ComputerInventory,
  canonicalJson,
  differenceOf,
  rowSections,
  type SoftwareItem,
} from '@causeway/contract/inventory';
import type { ChangeRow } from '@causeway/inventory';
import fc from 'fast-check';
import { readBy, sentBy, spellings } from '../../testing/agent-documents.ts';
import { checkCounts } from '../../testing/check-counts.ts';
import { fullOf } from '../../testing/inventory-records.ts';
import { someInventory } from '../../testing/records.ts';
import { TenantWithClients } from '../../testing/tenant-with-clients.ts';

const HISTORIES = 300;

const name = fc.constantFrom('bash', 'vim', 'käse', 'a"b', "c'd");
const known = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const software = fc.record({
  ...{ name, version: known(['1', '2', '3']), publisher: known(['Ärzte', '; drop table software']) },
  ...{ architecture: known(['amd64', 'all']), source: known(['dpkg']) },
  ...{ sizeBytes: known([0, 7]), installedAt: known([5, 6]) },
});
const inventory = fc.record({
  operatingSystem: fc.record({ family: fc.constantFrom('linux', 'windows'), version: known(['13', '14']) }),
  software: fc.array(software, { maxLength: 12 }),
  users: fc.array(fc.record({ name }), { maxLength: 3 }),
  fileSystems: fc.array(fc.record({ mount: name, freeBytes: fc.nat(3) }), { maxLength: 2 }),
  memoryBytes: known([1, 2]),
  other: known([{ a: [1] }, { b: null }]),
});
const step = fc.record({
  inventory,
  how: fc.constantFrom('whole', 'difference', 'too late', 'archived before', 'json', 'xml', 'xml', 'xml'),
  spellings: fc.array(fc.constantFrom(...spellings), { minLength: 1, maxLength: 3 }),
});
const history = fc.array(step, { minLength: 1, maxLength: 6 });

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

test(`after any of ${HISTORIES} histories what is kept is what came last, and counted as it is`, async () => {
  await using tenant = await TenantWithClients.open();
  let number = 0;
  const property = fc.asyncProperty(history, (steps) => live(tenant, ++number, steps));
  // One seed: a test that fails fails again.
  await fc.assert(property, { numRuns: HISTORIES, seed: 5, endOnFailure: true });
  assert.equal(number, HISTORIES);
  const { rows } = await tenant.store.computers.software({ limit: 1_000 });
  const installed = rows.reduce((sum, { installations }) => sum + installations, 0);
  assert.ok(installed > HISTORIES, 'there is something to count');
  checkCounts(tenant.file);
});

async function live(tenant: TenantWithClients, number: number, steps: readonly Step[]): Promise<void> {
  const clientId = await tenant.enroll();
  let last: ComputerInventory | undefined;
  let base: ComputerInventory | undefined;
  let first: ComputerInventory | undefined;
  for (const [at, { inventory: drawn, how, spellings }] of steps.entries()) {
    const machine = machineOf(number, drawn);
    const foreign = how === 'xml' || how === 'json' ? sentBy(how, machine, spellings) : undefined;
    const after = foreign === undefined ? machine : readBy(foreign);
    if (last !== undefined && how === 'archived before') await archive(tenant, clientId);
    if (last !== undefined && how === 'too late') {
      await tenant.put(clientId, fullOf(after), 0);
      continue;
    }
    const difference = base && how === 'difference' ? differenceOf(base, after, at, []) : undefined;
    const native = { document: difference ? JSON.stringify(difference) : fullOf(after) };
    const inventory = someInventory({ clientId, receivedAt: at + 1, ...(foreign ?? native) });
    await tenant.store.inventories.put(inventory);
    last = after;
    // An agent claims no fingerprint that a difference could be of.
    base = foreign === undefined ? after : undefined;
    first ??= after;
    await checkComputer(tenant, clientId, last);
  }
  await checkHistory(tenant, clientId, first?.software ?? [], last?.software ?? []);
}

/** JSON has no undefined; sections without a row are none. */
function machineOf(number: number, { memoryBytes, ...drawn }: Step['inventory']): ComputerInventory {
  const hardware = { hostname: `pc-${number}`, serialNumber: `SERIAL-${number}`, memoryBytes };
  const whole: ComputerInventory = JSON.parse(JSON.stringify({ ...drawn, hardware }));
  for (const section of rowSections) if (whole[section]?.length === 0) delete whole[section];
  return whole;
}

async function archive(tenant: TenantWithClients, clientId: ClientId): Promise<void> {
  const { id } = await tenant.computerOf(clientId);
  const archived = await tenant.store.computers.archive(id, 9);
  assert.equal(archived?.archivedAt, 9);
}

async function checkComputer(
  tenant: TenantWithClients,
  clientId: ClientId,
  expected: ComputerInventory,
): Promise<void> {
  const [row, ...others] = await tenant.store.computers.ofClient(clientId);
  assert.ok(row);
  assert.deepEqual(others, []);
  assert.equal(row.archivedAt, null);
  assert.equal(row.memoryBytes, expected.hardware?.memoryBytes ?? null);
  assert.equal(row.osFamily, expected.operatingSystem?.family ?? null);
  assert.equal(row.softwareCount, new Set((expected.software ?? []).map(keyOf)).size);
  const found = await tenant.store.computers.find(row.id);
  assert.deepEqual(inOrder(found?.inventory ?? {}), inOrder(expected));
}

/** What the history says, done to the first inventory, makes the last. */
async function checkHistory(
  tenant: TenantWithClients,
  clientId: ClientId,
  first: readonly SoftwareItem[],
  last: readonly SoftwareItem[],
): Promise<void> {
  const { id: computerId } = await tenant.computerOf(clientId);
  const order = [{ column: 'id', direction: 'asc' }] as const;
  const { rows, next } = await tenant.store.computers.changes({ computerId, order, limit: 1_000 });
  assert.equal(next, undefined);
  assert.equal(rows[0]?.section, 'computer');
  const told = unique(first).map(toldOf);
  for (const change of rows.filter(({ section }) => section === 'software')) replay(told, change);
  assert.deepEqual(told.sort(), unique(last).map(toldOf).sort());
}

function replay(told: string[], { before, after }: ChangeRow): void {
  if (before !== null) {
    const index = told.indexOf(toldOf(before));
    assert.notEqual(index, -1, `${canonicalJson(before)} was not there`);
    told.splice(index, 1);
  }
  if (after !== null) told.push(toldOf(after));
}

/** When something was installed is no news of its own. */
function toldOf(row: unknown): string {
  return canonicalJson({ ...(row as SoftwareItem), installedAt: undefined });
}

function keyOf({ sizeBytes: _size, installedAt: _at, ...key }: SoftwareItem): string {
  return canonicalJson(key);
}

/** The first of those that are one in the catalog. */
function unique(items: readonly SoftwareItem[]): SoftwareItem[] {
  return [...Map.groupBy(items, keyOf).values()].flatMap(([item]) => item ?? []);
}

function inOrder({ other, ...inventory }: ComputerInventory): unknown {
  const sections = Object.entries({ ...inventory, ...other });
  const sorted = sections.map(([section, rows]) => [
    section,
    Array.isArray(rows) ? rows.map(canonicalJson).sort() : rows,
  ]);
  return Object.fromEntries(sorted.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
}
