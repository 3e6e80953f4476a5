import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SpoolEntry } from '@causeway/contract/upstream-messages';
import type { Spool } from '@causeway/endpoint';
import { refusesWith } from './refuses-with.ts';

type Open = (options: { readonly maxBytes: number }) => Promise<Spool & AsyncDisposable>;

const PLENTY = { maxBytes: 10_000_000 };

/** The contract of Spool. `open` answers an empty spool each time. */
export function describeSpool(name: string, open: Open): void {
  describe(`Spool, first in, first out: ${name}`, () => testOrder(open));
  describe(`Spool, bounds: ${name}`, () => testBounds(open));
}

function testOrder(open: Open): void {
  test('gives back what was appended, in its order and as it was', async () => {
    await using spool = await open(PLENTY);
    const foreign = {
      deviceId: 'pc-ä',
      agent: 'OCS',
      at: 1,
      address: 'https://a.example:443',
      trust: 'none',
    };
    const entries: SpoolEntry[] = [
      someEntry('ä "\u0000\ud800\n'),
      { kind: 'observations', observations: [] },
      { kind: 'foreign', ...foreign },
      { kind: 'foreign', ...foreign, inventory: { format: 'ocs-xml', document: '<REQUEST>ä</REQUEST>' } },
      { kind: 'diagnostics', clientId: 'a client', receivedAt: 1, document: '{"a":1}' },
      someEntry('b'),
    ];
    await Promise.all(entries.map((entry, index) => spool.append(entry, index)));
    const kept = await spool.peek(1_000_000);
    assert.deepEqual(
      kept.map(({ entry }) => entry),
      entries,
    );
    assert.deepEqual(await spool.peek(1_000_000), kept, 'looking takes nothing away');
    assert.ok(kept.every(({ sequence }, index) => sequence > (kept[index - 1]?.sequence ?? 0)));
  });

  test('forgets up to a sequence, and never gives one out again', async () => {
    await using spool = await open(PLENTY);
    for (const text of ['a', 'b', 'c']) await spool.append(someEntry(text), 1);
    const [, second, third] = (await spool.peek(1_000_000)).map(({ sequence }) => sequence);
    assert.ok(second && third);
    await spool.remove(second);
    await spool.remove(second);
    assert.deepEqual(await textsOf(spool), ['c']);
    await spool.remove(third);
    assert.deepEqual(await spool.peek(1_000_000), []);
    await spool.append(someEntry('d'), 1);
    const [fourth] = await spool.peek(1_000_000);
    assert.ok(fourth && fourth.sequence > third);
  });

  test('forgets very many at once', async () => {
    await using spool = await open(PLENTY);
    await Promise.all(Array.from({ length: 1_203 }, (_, index) => spool.append(someEntry(`${index}`), 1)));
    const last = (await spool.peek(10_000_000)).at(-3)?.sequence;
    await spool.remove(last ?? 0);
    assert.deepEqual(await textsOf(spool), ['1201', '1202']);
    assert.equal((await spool.status()).entries, 2);
  });

  test('has an id of its own', async () => {
    await using one = await open(PLENTY);
    await using other = await open(PLENTY);
    assert.ok(one.id.length > 20);
    assert.notEqual(one.id, other.id);
  });
}

function testBounds(open: Open): void {
  test('looks at so many bytes, but at one entry at least', async () => {
    await using spool = await open(PLENTY);
    for (let number = 0; number < 4; number++) await spool.append(someEntry('x'.repeat(1_000)), 1);
    const each = (await spool.status()).bytes / 4;
    assert.ok(each > 1_000 && each < 1_300);
    for (const [maxBytes, count] of [
      [0, 1],
      [each, 1],
      [2 * each - 1, 1],
      [2 * each, 2],
      [9 * each, 4],
    ] as const)
      assert.equal((await spool.peek(maxBytes)).length, count, `${maxBytes} bytes`);
  });

  test('tells what waits and since when', async () => {
    await using spool = await open(PLENTY);
    assert.deepEqual(await spool.status(), { entries: 0, bytes: 0, ...PLENTY, oldestAt: null });
    await spool.append(someEntry('a'), 70);
    await spool.append(someEntry('b'), 80);
    const both = await spool.status();
    assert.deepEqual([both.entries, both.oldestAt], [2, 70]);
    await spool.remove((await spool.peek(0))[0]?.sequence ?? 0);
    const status = await spool.status();
    assert.deepEqual(status, { entries: 1, bytes: both.bytes / 2, ...PLENTY, oldestAt: 80 });
  });

  test('is full at its bound, all at once as one by one, and takes more when there is room', async () => {
    const bytes = Buffer.byteLength(JSON.stringify(someEntry('a')));
    await using spool = await open({ maxBytes: 3 * bytes + 1 });
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => spool.append(someEntry('a'), 1)));
    assert.deepEqual(
      tries.map(({ status }) => status === 'fulfilled'),
      [true, true, true, false, false],
    );
    await assert.rejects(spool.append(someEntry('b'), 1), refusesWith('SPOOL_FULL'));
    assert.deepEqual(await textsOf(spool), ['a', 'a', 'a']);
    await spool.remove((await spool.peek(0))[0]?.sequence ?? 0);
    await spool.append(someEntry('c'), 1);
    assert.deepEqual(await textsOf(spool), ['a', 'a', 'c']);
  });
}

export function someEntry(document: string): SpoolEntry {
  const address = 'https://dmz.acme.example:443';
  return { kind: 'inventory', clientId: 'a client', receivedAt: 1, address, document };
}

export async function textsOf(spool: Spool): Promise<string[]> {
  const entries = await spool.peek(Number.MAX_SAFE_INTEGER);
  return entries.map(({ entry }) => (entry.kind === 'inventory' ? entry.document : entry.kind));
}
