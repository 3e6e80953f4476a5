import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { refusesWith } from '../testing/refuses-with.ts';
import { someEntry, textsOf } from '../testing/spool.contract.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { DiskRoom } from './disk-room.ts';
import { endpointServerDatabase } from './endpoint-server-database.ts';
import { openEndpointServerStore } from './open-endpoint-server-store.ts';
import { SqliteSpool } from './sqlite-spool.ts';

const PLENTY = 1_000_000_000;
const skip = canMount() ? false : 'needs the right to mount a small disk (root on Linux)';

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

test('a database that takes no more is a full spool, which is usable again when there is room', async () => {
  await using place = await temporaryFile();
  using database = new DatabaseSync(place.file);
  for (const script of endpointServerDatabase.migrations) database.exec(script);
  database.exec('pragma journal_mode = wal; pragma max_page_count = 200');
  const spool = new SqliteSpool({ database, room: new DiskRoom(place.file), maxBytes: PLENTY });
  const kept = await fill(spool, 20_000);
  assert.ok(kept > 10);
  await assert.rejects(spool.append(someEntry('x'.repeat(20_000)), 1), refusesWith('SPOOL_FULL'));
  assert.equal((await textsOf(spool)).length, kept);
  assert.equal((await spool.status()).entries, kept);
  await spool.remove((await spool.peek(0))[0]?.sequence ?? 0);
  await spool.append(someEntry('x'.repeat(20_000)), 1);
  assert.equal((await textsOf(spool)).length, kept);
});

test('a small disk is a full spool before it is full, and room that is made is used', { skip }, async () => {
  await using disk = await smallDisk('64m');
  await using store = await openEndpointServerStore({ file: disk.file('spool.db'), maxBytes: PLENTY });
  const { spool } = store;
  const kept = await fill(spool, 100_000);
  assert.ok(kept > 50, `${kept} entries`);
  assert.ok(disk.freeBytes() > 8_000_000, 'something is left for others');
  const [first] = await spool.peek(0);
  await spool.remove((first?.sequence ?? 0) + Math.floor(kept / 2));
  // Inside the file: the disk has no more free than before.
  assert.ok((await fill(spool, 100_000)) > kept / 4);
});

/** Of a few, all is in the log still, which has to grow for their removal. */
for (const few of [80, 400]) {
  test(`${few} entries can be removed from a disk that others filled to the last byte`, {
    skip,
  }, async () => {
    await using disk = await smallDisk('64m');
    const options = { file: disk.file('spool.db'), maxBytes: PLENTY };
    await using store = await openEndpointServerStore(options);
    const { spool, kept } = store;
    await kept.clients.save([{ id: 'a', name: 'a', publicKey: 'a', standing: 'enrolled', actions: [] }]);
    for (let count = 0; count < few; count++) await spool.append(someEntry('x'.repeat(30_000)), 1);
    await disk.fillUp();
    await assert.rejects(spool.append(someEntry('late'), 1), refusesWith('SPOOL_FULL'));
    const file = { revision: 1, keyIds: ['k'], file: 'a file' };
    await assert.rejects(kept.files.save(file), refusesWith('SPOOL_FULL'));
    await kept.clients.save([{ id: 'b', name: 'b', publicKey: 'b', standing: 'enrolled', actions: [] }]);
    await kept.clients.forget(['a']);
    assert.equal(await kept.clients.find('a'), undefined);
    while ((await spool.status()).entries > 0) {
      const batch = await spool.peek(300_000);
      await spool.remove(batch.at(-1)?.sequence ?? 0);
    }
    assert.deepEqual(await spool.peek(0), []);
    await disk.makeRoom();
    await spool.append(someEntry('again'), 1);
    await kept.files.save(file);
    assert.deepEqual(await textsOf(spool), ['again']);
    await spool.remove((await spool.peek(0))[0]?.sequence ?? 0);
    assert.equal((await stat(`${options.file}-reserve`)).size, 8 * 1024 * 1024, 'the reserve is back');
  });
}

/** Appends until it is full. @returns how many it took */
async function fill(spool: SqliteSpool | Pick<SqliteSpool, 'append'>, bytesEach: number): Promise<number> {
  for (let count = 0; ; count++) {
    try {
      await spool.append(someEntry('x'.repeat(bytesEach)), 1);
    } catch (error) {
      assert.ok(refusesWith('SPOOL_FULL')(error), String(error));
      return count;
    }
  }
}

/** A disk in memory. */
async function smallDisk(size: string) {
  const place = await temporaryFile();
  const folder = join(dirname(place.file), 'disk');
  const filler = join(folder, 'filler');
  await mkdir(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  return {
    file: (name: string) => join(folder, name),
    freeBytes: () => Number(execFileSync('stat', ['-f', '-c', '%a', folder]).toString()) * 4_096,
    /** To the last byte. */
    async fillUp() {
      await using handle = await open(filler, 'w');
      for (const bytes of [1_000_000, 4_096]) await writeUntilFull(handle, Buffer.alloc(bytes, 1));
    },
    makeRoom: () => rm(filler),
    async [Symbol.asyncDispose]() {
      execFileSync('umount', ['-l', folder]);
      await place[Symbol.asyncDispose]();
    },
  };
}

async function writeUntilFull(handle: Awaited<ReturnType<typeof open>>, bytes: Buffer): Promise<void> {
  try {
    while (true) await handle.write(bytes);
  } catch (error) {
    assert.ok(error instanceof Error && 'code' in error && error.code === 'ENOSPC');
  }
}
