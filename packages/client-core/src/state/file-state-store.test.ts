import assert from 'node:assert/strict';
import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { TemporaryFolder } from '@causeway/testkit';
import { type ClientState, newState } from '../core/client-state.ts';
import { FileStateStore } from './file-state-store.ts';
import { nodeStateFiles, type StateFiles } from './state-files.ts';

const NEWEST = 'state.json';
const PREVIOUS = 'state.previous.json';

function stateOf(revision: number): ClientState {
  return { ...newState('anna', 'a key', 'http://acme.localhost:80', ''), revision };
}

const revisionIn = async (store: FileStateStore) => (await store.load())?.revision;

/** The real disk under a process that dies before its n-th operation, or in the middle of it. */
class DyingFiles {
  #left: number;
  readonly #isTorn: boolean;
  readonly files: StateFiles;

  constructor(operations: number, isTorn: boolean) {
    this.#left = operations;
    this.#isTorn = isTorn;
    this.files = {
      read: nodeStateFiles.read,
      write: (file, text) =>
        this.#next(
          () => nodeStateFiles.write(file, text),
          () => this.#tear(file, text),
        ),
      remove: (file) => this.#next(() => nodeStateFiles.remove(file)),
      link: (from, to) => this.#next(() => nodeStateFiles.link(from, to)),
      rename: (from, to) => this.#next(() => nodeStateFiles.rename(from, to)),
      sync: (folder) => this.#next(() => nodeStateFiles.sync(folder)),
    };
  }

  async #next(act: () => Promise<void>, tear?: () => Promise<void>): Promise<void> {
    if (this.#left-- > 0) return act();
    await tear?.();
    throw new Error('killed');
  }

  async #tear(file: string, text: string): Promise<void> {
    if (this.#isTorn) await writeFile(file, text.slice(0, text.length / 2), { mode: 0o600 });
  }
}

test('what is saved is loaded, in a folder and files for the owner alone, the generation before beside it', async () => {
  await using folder = await TemporaryFolder.make();
  const place = folder.file('deep', 'state');
  using store = new FileStateStore(place, 'lock');
  assert.equal(await store.load(), undefined);
  for (const revision of [1, 2, 3]) await store.save(stateOf(revision));
  assert.deepEqual(await store.load(), stateOf(3));
  const modes = [place, folder.file('deep', 'state', NEWEST), folder.file('deep', 'state', PREVIOUS)];
  assert.deepEqual(
    await Promise.all(modes.map(async (file) => (await stat(file)).mode & 0o777)),
    [0o700, 0o600, 0o600],
  );
  assert.match(await readFile(folder.file('deep', 'state', PREVIOUS), 'utf8'), /"revision": 2,/);
});

for (const isTorn of [false, true]) {
  test(`killed between any two operations of a save${isTorn ? ', or within the write' : ''}, one whole generation is there and the next save works`, async () => {
    const reached: (number | undefined)[] = [];
    for (let operations = 0; ; operations++) {
      await using folder = await TemporaryFolder.make();
      const place = folder.file('state');
      {
        using store = new FileStateStore(place, 'lock');
        for (const revision of [1, 2]) await store.save(stateOf(revision));
      }
      const { files } = new DyingFiles(operations, isTorn);
      let isKilled = false;
      {
        using store = new FileStateStore(place, 'lock', files);
        await store.save(stateOf(3)).catch(() => {
          isKilled = true;
        });
      }
      using store = new FileStateStore(place, 'lock');
      reached.push(await revisionIn(store));
      await store.save(stateOf(4));
      assert.equal(await revisionIn(store), 4);
      if (!isKilled) break;
    }
    // write, remove, link, rename, sync.
    assert.deepEqual(reached, [2, 2, 2, 2, 3, 3]);
  });
}

test('when the disk tore the newest, the one before is used, and is not pushed out by it', async () => {
  await using folder = await TemporaryFolder.make();
  using store = new FileStateStore(folder.path, 'lock');
  for (const revision of [1, 2]) await store.save(stateOf(revision));
  for (const length of [0, 1, 64, 65, 200]) {
    await truncate(folder.file(NEWEST), length);
    assert.equal(await revisionIn(store), 1, `torn at ${length}`);
  }
  const reached: (number | undefined)[] = [];
  for (let operations = 0; reached.at(-1) !== 3; operations++) {
    const { files } = new DyingFiles(operations, true);
    await new FileStateStore(folder.path, 'read', files).save(stateOf(3)).catch(() => {});
    reached.push(await revisionIn(store));
  }
  // write, rename.
  assert.deepEqual(reached, [1, 1, 3]);
});

test('a changed bit is damage; when both generations are damaged, that is said', async () => {
  await using folder = await TemporaryFolder.make();
  using store = new FileStateStore(folder.path, 'lock');
  for (const revision of [1, 2]) await store.save(stateOf(revision));
  for (const name of [NEWEST, PREVIOUS]) {
    const text = await readFile(folder.file(name), 'utf8');
    await writeFile(folder.file(name), text.replace('anna', 'anne'));
  }
  await assert.rejects(store.load(), { code: 'STATE_DAMAGED', kind: 'fault', seen: folder.path });
});

test('one process at a time writes, and whoever only reads is not kept out', async () => {
  await using folder = await TemporaryFolder.make();
  const first = new FileStateStore(folder.path, 'lock');
  assert.throws(() => new FileStateStore(folder.path, 'lock'), { code: 'STATE_IN_USE', kind: 'conflict' });
  await first.save(stateOf(1));
  assert.equal(await revisionIn(new FileStateStore(folder.path, 'read')), 1);
  first[Symbol.dispose]();
  using second = new FileStateStore(folder.path, 'lock');
  assert.equal(await revisionIn(second), 1);
});

test('a folder that cannot be used is named, also where its name speaks of locks', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('locked-and-busy');
  await writeFile(file, '');
  assert.throws(() => new FileStateStore(file, 'lock'), { code: 'STATE_UNWRITABLE', kind: 'input' });
  await assert.rejects(new FileStateStore(file, 'read').load(), { code: 'STATE_UNREADABLE', kind: 'input' });
  await assert.rejects(new FileStateStore(folder.file('none'), 'read').save(stateOf(1)), {
    code: 'STATE_UNWRITABLE',
  });
  await mkdir(folder.file(NEWEST));
  await assert.rejects(new FileStateStore(folder.path, 'read').load(), { code: 'STATE_UNREADABLE' });
});

test('a state of before a field was known is whole', async () => {
  await using folder = await TemporaryFolder.make();
  using store = new FileStateStore(folder.path, 'lock');
  // As the first version wrote it.
  const { format, name, privateKeyPem, clientId, tenant, keys, revision, enrolledAt, anchorPem } = stateOf(1);
  const { current, candidate, lastGood, etag, ways, clockOffsetSeconds } = stateOf(1);
  const { inventoryAt, polledAt, nextPollAt, failedRounds } = stateOf(1);
  const early = {
    ...{ format, name, privateKeyPem, clientId, tenant, keys, revision, enrolledAt, anchorPem },
    ...{ current, candidate, lastGood, etag, ways, clockOffsetSeconds },
    ...{ inventoryAt, polledAt, nextPollAt, failedRounds },
  };
  await store.save(early as ClientState);
  assert.deepEqual(await store.load(), stateOf(1));
});
