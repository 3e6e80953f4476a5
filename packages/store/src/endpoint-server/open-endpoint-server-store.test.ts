import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { MOST_FILES_KEPT } from '@causeway/endpoint';
import { openTenantStore } from '../sqlite/open-tenant-store.ts';
import { describeKeptPlatform } from '../testing/kept-platform.contract.ts';
import { refusesWith } from '../testing/refuses-with.ts';
import { describeSpool, someEntry, textsOf } from '../testing/spool.contract.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { openEndpointServerStore } from './open-endpoint-server-store.ts';

const PLENTY = 1_000_000_000;

describeSpool('SQLite', async ({ maxBytes }) => {
  const { store, close } = await openTemporary(maxBytes);
  const { spool } = store;
  return {
    ...{ id: spool.id, append: spool.append.bind(spool), peek: spool.peek.bind(spool) },
    ...{ remove: spool.remove.bind(spool), status: spool.status.bind(spool) },
    [Symbol.asyncDispose]: close,
  };
});

describeKeptPlatform('SQLite', async () => {
  const { store, close } = await openTemporary(PLENTY);
  return { ...store.kept, [Symbol.asyncDispose]: close };
});

async function openTemporary(maxBytes: number) {
  const { file, [Symbol.asyncDispose]: removeFile } = await temporaryFile();
  const store = await openEndpointServerStore({ file, maxBytes });
  const close = async () => {
    await store[Symbol.asyncDispose]();
    await removeFile();
  };
  return { store, close };
}

test('finds everything again after it was closed, what was under way included', async () => {
  await using place = await temporaryFile();
  const options = { file: place.file, maxBytes: PLENTY };
  const store = await openEndpointServerStore(options);
  const appended = Promise.all(['a', 'b'].map((text) => store.spool.append(someEntry(text), 7)));
  await store.kept.files.save({ revision: 1, keyIds: ['k'], file: 'a file' });
  await store[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await appended;
  await using again = await openEndpointServerStore(options);
  assert.equal(again.spool.id, store.spool.id);
  assert.deepEqual(await textsOf(again.spool), ['a', 'b']);
  const { entries, bytes, oldestAt } = await again.spool.status();
  const size = Buffer.byteLength(JSON.stringify(someEntry('a')));
  assert.deepEqual([entries, bytes, oldestAt], [2, 2 * size, 7]);
  assert.equal((await again.kept.files.newest())?.file, 'a file');
});

test('counts on from the sequence before, also when the spool was empty when it was closed', async () => {
  await using place = await temporaryFile();
  const options = { file: place.file, maxBytes: PLENTY };
  let before: number | undefined;
  {
    await using store = await openEndpointServerStore(options);
    await store.spool.append(someEntry('a'), 1);
    before = (await store.spool.peek(0))[0]?.sequence;
    await store.spool.remove(before ?? 0);
  }
  await using store = await openEndpointServerStore(options);
  await store.spool.append(someEntry('b'), 1);
  assert.ok(((await store.spool.peek(0))[0]?.sequence ?? 0) > (before ?? 0));
});

test('is readable by its owner alone', async () => {
  await using place = await temporaryFile();
  await using _store = await openEndpointServerStore({ file: place.file, maxBytes: PLENTY });
  for (const suffix of ['', '-wal', '-shm', '-reserve'])
    assert.equal((await stat(place.file + suffix)).mode & 0o777, 0o600, suffix);
});

test('is another spool when it is opened empty, so that a disk that was set back loses nothing that comes next', async () => {
  await using place = await temporaryFile();
  const options = { file: place.file, maxBytes: PLENTY };
  const ids: string[] = [];
  for (const removes of [true, false, true]) {
    await using store = await openEndpointServerStore(options);
    ids.push(store.spool.id);
    await store.spool.append(someEntry('a'), 1);
    if (removes) await store.spool.remove(Number.MAX_SAFE_INTEGER);
  }
  assert.notEqual(ids[1], ids[0], 'opened empty');
  assert.equal(ids[2], ids[1], 'opened with an entry that may be on its way');
});

test('refuses the database of a tenant', async () => {
  await using place = await temporaryFile();
  await (await openTenantStore(place))[Symbol.asyncDispose]();
  const opened = openEndpointServerStore({ file: place.file, maxBytes: PLENTY });
  await assert.rejects(opened, refusesWith('STORE_UNREADABLE'));
});

test('uses the room of what was removed again, and gives it back when the spool is empty', async () => {
  await using place = await temporaryFile();
  await using store = await openEndpointServerStore({ file: place.file, maxBytes: PLENTY });
  const entry = someEntry('x'.repeat(1_000_000));
  const fill = () => Promise.all(Array.from({ length: 80 }, () => store.spool.append(entry, 1)));
  await fill();
  const [first] = await store.spool.peek(0);
  await store.spool.remove((first?.sequence ?? 0) + 39);
  const full = (await stat(place.file)).size;
  for (let number = 0; number < 40; number++) await store.spool.append(entry, 1);
  assert.ok((await stat(place.file)).size < full * 1.1, 'forty of them found their place');
  await store.spool.remove(Number.MAX_SAFE_INTEGER);
  assert.ok((await stat(place.file)).size < full / 20, 'nothing is left of them');
});

test('keeps the newest files and the newest of each key, and drops the others', async () => {
  await using place = await temporaryFile();
  await using store = await openEndpointServerStore({ file: place.file, maxBytes: PLENTY });
  for (let revision = 1; revision <= MOST_FILES_KEPT + 5; revision++) {
    const keyIds = [revision <= 2 ? 'old' : 'new'];
    await store.kept.files.save({ revision, keyIds, file: `${revision}` });
  }
  using database = new DatabaseSync(place.file, { readOnly: true });
  const revisions = database.prepare('select revision from files order by revision').all();
  const newest = Array.from({ length: MOST_FILES_KEPT }, (_, index) => index + 6);
  assert.deepEqual(
    revisions.map(({ revision }) => revision),
    [2, ...newest],
  );
});
