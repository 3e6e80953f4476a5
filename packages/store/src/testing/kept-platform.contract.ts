import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type KeptFile,
  type KeptPlatform,
  type KnownClient,
  MOST_CLIENTS_KNOWN,
  MOST_FILES_KEPT,
} from '@causeway/endpoint';

type Open = () => Promise<KeptPlatform & AsyncDisposable>;

/** The contract of KeptPlatform. `open` answers an empty one each time. */
export function describeKeptPlatform(name: string, open: Open): void {
  describe(`KeptPlatform, clients: ${name}`, () => testClients(open));
  describe(`KeptPlatform, files: ${name}`, () => testFiles(open));
}

function testClients(open: Open): void {
  test('finds a client as it was saved last, until it is forgotten', async () => {
    await using platform = await open();
    assert.equal(await platform.clients.find('a'), undefined);
    const [a, b] = [clientOf('a'), clientOf('b')];
    await platform.clients.save([a, b]);
    assert.deepEqual(await platform.clients.find('a'), a);
    const changed: KnownClient = {
      ...{ ...a, name: 'other', publicKey: '', standing: 'retired' },
      actions: [{ id: 'ä', kind: 'inventory', full: true }],
    };
    await platform.clients.save([changed]);
    assert.deepEqual(await platform.clients.find('a'), changed);
    await platform.clients.forget(['a', 'nobody']);
    await platform.clients.forget([]);
    assert.equal(await platform.clients.find('a'), undefined);
    assert.deepEqual(await platform.clients.find('b'), b);
  });

  test('forgets, of more than it keeps, those that were used the longest ago', async () => {
    await using platform = await open();
    const clients = Array.from({ length: MOST_CLIENTS_KNOWN }, (_, index) =>
      clientOf(String(index).padStart(6, '0')),
    );
    await platform.clients.save(clients);
    await platform.clients.find('000000');
    await platform.clients.save([clientOf('new')]);
    for (const [id, isKnown] of [
      ['000000', true],
      ['000001', false],
      ['050000', true],
      ['new', true],
    ] as const)
      assert.equal((await platform.clients.find(id)) !== undefined, isKnown, id);
  });
}

function testFiles(open: Open): void {
  test('finds the file of the highest revision, in whatever order they came', async () => {
    await using platform = await open();
    assert.equal(await platform.files.newest(), undefined);
    for (const revision of [3, 7, 5]) await platform.files.save(fileOf(revision, ['k1']));
    assert.deepEqual(await platform.files.newest(), fileOf(7, ['k1']));
  });

  test('leaves a file of the same revision as it is', async () => {
    await using platform = await open();
    await platform.files.save(fileOf(3, ['k1']));
    await platform.files.save({ ...fileOf(3, ['k2']), file: 'another' });
    assert.deepEqual(await platform.files.newest(), fileOf(3, ['k1']));
    assert.equal(await platform.files.newestSignedBy('k2'), undefined);
  });

  test('finds the newest file that a key signed', async () => {
    await using platform = await open();
    const both = fileOf(2, ['k1', 'k2']);
    for (const file of [fileOf(1, ['k1']), both, fileOf(3, ['k2'])]) await platform.files.save(file);
    assert.deepEqual(await platform.files.newestSignedBy('k1'), both);
    assert.deepEqual(await platform.files.newestSignedBy('k2'), fileOf(3, ['k2']));
    assert.equal(await platform.files.newestSignedBy('k3'), undefined);
  });

  test('keeps the newest file of a key however many came after it, and of the others the newest', async () => {
    await using platform = await open();
    await platform.files.save(fileOf(1, ['old', 'k1']));
    await platform.files.save(fileOf(2, ['old', 'k1']));
    for (let revision = 3; revision <= 2 + MOST_FILES_KEPT; revision++)
      await platform.files.save(fileOf(revision, ['k1']));
    assert.deepEqual(await platform.files.newestSignedBy('old'), fileOf(2, ['old', 'k1']));
    // Signed by the second key once more, to see which of them are there.
    await platform.files.save(fileOf(900, ['k2']));
    assert.deepEqual(await platform.files.newestSignedBy('k1'), fileOf(2 + MOST_FILES_KEPT, ['k1']));
    assert.deepEqual(await platform.files.newest(), fileOf(900, ['k2']));
  });
}

function clientOf(id: string): KnownClient {
  return { id, name: `pc-${id}`, publicKey: `key of ${id}`, standing: 'enrolled', actions: [] };
}

function fileOf(revision: number, keyIds: readonly string[]): KeptFile {
  return { revision, keyIds, file: `; ä\r\nRevision=${revision}\r\n` };
}
