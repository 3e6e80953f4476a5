import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientId } from '@causeway/contract';
import type { DuplicateRow } from '@causeway/inventory';
import fc from 'fast-check';
import { checkCounts } from '../../testing/check-counts.ts';
import { computer, fullOf, machine } from '../../testing/inventory-records.ts';
import { someContact, someObservation } from '../../testing/records.ts';
import { TenantWithClients } from '../../testing/tenant-with-clients.ts';

test('two clients of one machine are shown, and settled once for all', async () => {
  await using tenant = await TenantWithClients.open();
  const { computers } = tenant.store;
  const older = await tenant.bring(computer({ number: 1 }), 5);
  await tenant.bring(computer({ number: 2 }), 5);
  assert.deepEqual(await computers.duplicates({ limit: 9 }), []);
  const newer = await tenant.bring({ ...computer({ number: 1 }), users: [{ name: 'ada' }] }, 6);
  const [found, ...others] = await computers.duplicates({ state: 'open', limit: 9 });
  assert.ok(found);
  assert.deepEqual(others, []);
  const { kind, shared, foundAt, state } = found;
  assert.deepEqual([kind, foundAt, state], ['same-machine', 6, 'open']);
  assert.match(shared, /serial-0001/);
  assert.deepEqual(found.computers, [older, newer]);
  const confirmed = await computers.settleDuplicate(found.id, 'confirmed', 9);
  assert.deepEqual(confirmed?.duplicate.computers, [{ ...older, archivedAt: 9 }, newer]);
  assert.equal(confirmed.formerClient, older.clientId);
  assert.deepEqual(await computers.duplicates({ state: 'open', limit: 9 }), []);
  // Its client reports again: it was not one machine, or the older client is still in use.
  await tenant.put(older.clientId, fullOf(computer({ number: 1, packages: 5 })), 10);
  const [again] = await computers.duplicates({ state: 'open', limit: 9 });
  assert.equal(again?.id, found.id);
  const split = await computers.settleDuplicate(found.id, 'split', 11);
  assert.deepEqual([split?.duplicate.state, split?.formerClient], ['split', undefined]);
  const moved = { ...computer({ number: 1 }), hardware: { ...computer().hardware, uuid: 'none' } };
  await tenant.put(older.clientId, fullOf(moved), 12);
  assert.deepEqual(await computers.duplicates({ state: 'open', limit: 9 }), []);
  assert.equal((await computers.duplicates({ limit: 9 })).length, 1);
  assert.equal((await computers.duplicates({ limit: 9, after: found.id })).length, 0);
  assert.equal(await computers.settleDuplicate(99, 'split', 11), undefined);
});

test('two clients of which nothing but one hostname is known may be one machine', async () => {
  const named = (hostname: string, more: object = {}) => ({ hardware: { hostname, ...more } });
  const mac = { networkInterfaces: [{ name: 'eth0', mac: '00:16:3e:00:00:01' }] };
  const pairs = [
    [named('web-1'), named('WEB-1'), 'hostname web-1'],
    [named('web-1'), named('web-1', { serialNumber: 's1' }), 'hostname web-1'],
    [named('web-1', { serialNumber: 's1' }), named('web-1'), 'hostname web-1'],
    [named('web-1', { serialNumber: 's1' }), { ...named('web-1'), ...mac }, 'hostname web-1'],
    [named('web-1', { serialNumber: 's1' }), named('web-1', { serialNumber: 's2' }), undefined],
    [named('web-1'), named('web-2'), undefined],
    [named('localhost'), named('localhost'), undefined],
    [named('localhost.localdomain'), named('localhost.localdomain'), undefined],
    [{ hardware: {} }, { hardware: {} }, undefined],
    [named(''), named(''), undefined],
  ] as const;
  for (const [one, other, expected] of pairs) {
    await using tenant = await TenantWithClients.open();
    await tenant.bring(one, 5);
    await tenant.bring(other, 6);
    const [found] = await tenant.store.computers.duplicates({ limit: 9 });
    assert.equal(found?.shared, expected, JSON.stringify([one, other]));
  }
});

/** Two clients that report the same machine, the first one first. */
async function startPair() {
  const tenant = await TenantWithClients.open();
  const older = await tenant.bring(computer({ number: 1 }), 5);
  const newer = await tenant.bring({ ...computer({ number: 1 }), users: [{ name: 'ada' }] }, 6);
  const [pair] = await tenant.store.computers.duplicates({ limit: 9 });
  assert.ok(pair);
  return { tenant, older, newer, pair };
}

test('the client that goes is the one that was heard of longer ago, whenever its inventory came', async () => {
  const { tenant, older, newer, pair } = await startPair();
  await using _tenant = tenant;
  const { clients, computers } = tenant.store;
  // The first one polls; it is its inventory that it cannot collect any more.
  await clients.record([
    someObservation({ clientId: newer.clientId, at: 6 }),
    someObservation({ clientId: older.clientId, at: 1_000 }),
  ]);
  const settled = await computers.settleDuplicate(pair.id, 'confirmed', 1_001);
  assert.equal(settled?.formerClient, newer.clientId);
  assert.deepEqual(settled.duplicate.computers, [older, { ...newer, archivedAt: 1_001 }]);
});

test('the client that goes is the silent one, though the computer of the other is archived', async () => {
  const { tenant, older, newer, pair } = await startPair();
  await using _tenant = tenant;
  const { clients, computers } = tenant.store;
  await clients.record([someObservation({ clientId: older.clientId, at: 1_000 })]);
  await computers.archive(older.id, 7);
  assert.equal((await computers.settleDuplicate(pair.id, 'confirmed', 8))?.formerClient, newer.clientId);
});

test('a client that reports another machine, too, does not go: that one would be lost', async () => {
  const { tenant, older, pair } = await startPair();
  await using _tenant = tenant;
  const { computers } = tenant.store;
  // Its key was cloned with its disk.
  await tenant.put(older.clientId, fullOf(computer({ number: 2 })), 7);
  const settled = await computers.settleDuplicate(pair.id, 'confirmed', 8);
  const [one, other] = await computers.ofClient(older.clientId);
  if (settled?.duplicate.computers[0].archivedAt === 8) {
    assert.deepEqual([one?.archivedAt, other?.archivedAt], [8, null]);
    assert.equal(settled.formerClient, undefined);
  } else assert.fail('the one that was heard of longer ago is archived');
});

test('two machines under one id stay clients, whatever is said of them', async () => {
  await using tenant = await TenantWithClients.open();
  const { store } = tenant;
  const first = await store.foreign.accept(someContact({ at: 5, inventory: machine('pc', 1) }));
  const second = await store.foreign.accept(someContact({ at: 6, inventory: machine('clone', 2) }));
  const [pair] = await store.computers.duplicates({ limit: 9 });
  assert.equal(pair?.kind, 'same-id');
  const settled = await store.computers.settleDuplicate(pair.id, 'confirmed', 7);
  assert.equal(settled?.formerClient, undefined);
  assert.equal((await tenant.computerOf(first.clientId)).archivedAt, 7);
  const standings = await Array.fromAsync(store.clients.fleet());
  assert.deepEqual(
    standings.map(({ id, standing }) => [id, standing]).sort(),
    [
      [first.clientId, 'enrolled'],
      [second.clientId, 'enrolled'],
    ].sort(),
  );
});

for (const kind of ['same-machine', 'same-id'] as const) {
  test(`what was confirmed of ${kind} is asked for again when both are there again`, async () => {
    await using tenant = await TenantWithClients.open();
    const { computers } = tenant.store;
    const { clientId, id } = await tenant.bring(computer({ number: 1 }), 5);
    const again = computer({ number: kind === 'same-id' ? 2 : 1 });
    if (kind === 'same-id') await tenant.put(clientId, fullOf(again), 6);
    else await tenant.bring({ ...again, users: [{ name: 'ada' }] }, 6);
    const stateOf = async () => (await computers.duplicates({ limit: 9 })).map(({ state }) => state);
    const [pair] = await computers.duplicates({ limit: 9 });
    assert.ok(pair);
    const confirm = () => computers.settleDuplicate(pair.id, 'confirmed', 7);
    await confirm();
    assert.deepEqual(await stateOf(), ['confirmed']);
    await computers.restore(id);
    assert.deepEqual(await stateOf(), ['open'], 'an admin brought it back');
    await confirm();
    await tenant.put(clientId, fullOf(computer({ number: 1, packages: 3 })), 8);
    assert.deepEqual(await stateOf(), ['open'], 'it reported');
  });
}

test('to split what was confirmed brings the archived one back', async () => {
  const { tenant, older, newer, pair } = await startPair();
  await using _tenant = tenant;
  const { computers } = tenant.store;
  await computers.settleDuplicate(pair.id, 'confirmed', 7);
  const settled = await computers.settleDuplicate(pair.id, 'split', 8);
  assert.deepEqual(settled?.duplicate.computers, [older, newer]);
  // One that an admin archived for itself stays so.
  await computers.archive(older.id, 9);
  const again = await computers.settleDuplicate(pair.id, 'split', 10);
  assert.equal(again?.duplicate.computers[0].archivedAt, 9);
});

test('an archived computer is gone from the lists, and its client from no crossing', async () => {
  await using tenant = await TenantWithClients.open();
  const { clients, computers } = tenant.store;
  const { id, clientId } = await tenant.bring(computer(), 5);
  await clients.record([someObservation({ clientId, at: 6 })]);
  const before = await clients.standing(clientId);
  await computers.archive(id, 7);
  assert.deepEqual(await clients.standing(clientId), before);
  assert.equal(before?.evidence.length, 1);
});

const HISTORIES = 60;

const deed = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('native' as const), who: fc.nat(2), machine: fc.nat(3) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('foreign' as const), who: fc.nat(1), machine: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('confirmed', 'split'), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('archive', 'restore'), which: fc.nat() }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

test(`in ${HISTORIES} histories of machines and ids no client is lost or made up, and what is counted is there`, async () => {
  const property = fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
    await using tenant = await TenantWithClients.open();
    await new Office(tenant).live(deeds);
    checkCounts(tenant.file);
  });
  await fc.assert(property, { numRuns: HISTORIES, seed: 6, endOnFailure: true });
});

/** What happens to a tenant, and what must hold after each of it. */
class Office {
  readonly #tenant: TenantWithClients;
  readonly #natives: ClientId[] = [];
  readonly #known = new Set<ClientId>();
  readonly #retired = new Set<ClientId>();
  #at = 10;

  constructor(tenant: TenantWithClients) {
    this.#tenant = tenant;
  }

  async live(deeds: readonly Deed[]): Promise<void> {
    for (let who = 0; who < 3; who++) this.#natives.push(await this.#tenant.enroll());
    for (const id of this.#natives) this.#known.add(id);
    for (const one of deeds) {
      this.#at += 10;
      await this.#do(one);
      await this.#check();
    }
  }

  async #do(one: Deed): Promise<void> {
    const { computers } = this.#tenant.store;
    switch (one.kind) {
      case 'native':
        return this.#report(this.#natives[one.who], one.machine);
      case 'foreign':
        return this.#comeBy(`pc-${one.who}-2026-11-25-10-00-00`, one.machine);
      case 'archive':
      case 'restore': {
        const { rows } = await computers.list({ limit: 99, archived: 'all' });
        const row = rows[one.which % rows.length];
        await (row && computers[one.kind](row.id, this.#at));
        return;
      }
      default:
        return this.#settle(one.which, one.kind);
    }
  }

  /** As endpoint servers do: a retired client is heard no more. */
  async #report(clientId: ClientId | undefined, number: number): Promise<void> {
    if (clientId === undefined || this.#retired.has(clientId)) return;
    await this.#tenant.put(clientId, fullOf(computer({ number })), this.#at);
    await this.#tenant.store.clients.record([someObservation({ clientId, at: this.#at })]);
  }

  async #comeBy(deviceId: string, number: number): Promise<void> {
    const { foreign, clients } = this.#tenant.store;
    const contact = someContact({ deviceId, at: this.#at, inventory: machine(`pc-${number}`, number) });
    const { clientId, standing } = await foreign.accept(contact);
    assert.equal(standing, this.#retired.has(clientId) ? 'retired' : 'enrolled');
    this.#known.add(clientId);
    if (standing === 'enrolled') await clients.record([someObservation({ clientId, at: this.#at })]);
  }

  async #settle(which: number, state: 'confirmed' | 'split'): Promise<void> {
    const { clients, computers } = this.#tenant.store;
    const pairs = await computers.duplicates({ limit: 99 });
    const pair = pairs[which % pairs.length];
    if (pair === undefined) return;
    const settled = await computers.settleDuplicate(pair.id, state, this.#at);
    assert.equal(settled?.duplicate.state, state);
    if (state === 'split') {
      assert.equal(settled.formerClient, undefined);
      return;
    }
    const { formerClient } = settled;
    if (formerClient === undefined) return;
    this.#retired.add(formerClient);
    await clients.setStanding(formerClient, 'retired');
    await this.#checkFormer(formerClient, settled.duplicate);
  }

  /** Of whom nobody will hear again: another client stands for the machine, and nothing else hung on it. */
  async #checkFormer(former: ClientId, { computers: pair }: DuplicateRow): Promise<void> {
    const { clients, computers } = this.#tenant.store;
    const other = pair.find(({ clientId }) => clientId !== former)?.clientId;
    assert.ok(other);
    const present = (await computers.ofClient(former)).filter(({ archivedAt }) => archivedAt === null);
    assert.deepEqual(present, []);
    const [gone, heard] = [await clients.find(former), await clients.find(other)];
    assert.ok((gone?.lastSeenAt ?? 0) <= (heard?.lastSeenAt ?? 0));
  }

  async #check(): Promise<void> {
    const { clients, computers } = this.#tenant.store;
    const fleet = await Array.fromAsync(clients.fleet());
    assert.deepEqual(new Set(fleet.map(({ id }) => id)), this.#known);
    const retired = fleet.filter(({ standing }) => standing === 'retired').map(({ id }) => id);
    assert.deepEqual(new Set(retired), this.#retired);
    for (const { state, computers: pair } of await computers.duplicates({ limit: 99 })) {
      const isBoth = pair.every(({ archivedAt }) => archivedAt === null);
      assert.ok(state !== 'confirmed' || !isBoth, 'what is confirmed is one');
    }
  }
}
