import assert from 'node:assert/strict';
import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { TemporaryFolder } from '@causeway/testkit';
import { FileSentInventory } from './file-sent-inventory.ts';

const sentOf = (name: string) => ({
  ...{ clientId: 'client-anna', tenant: 'acme', inventory: { software: [{ name }] } },
});

test('what was sent is kept for the owner alone, and replaced by what was sent later', async () => {
  await using folder = await TemporaryFolder.make();
  const store = new FileSentInventory(folder.path);
  assert.equal(await store.load(), undefined);
  for (const name of ['bash', 'Åsa’s zsh']) {
    await store.save(sentOf(name));
    assert.deepEqual(await new FileSentInventory(folder.path).load(), sentOf(name));
  }
  assert.equal((await stat(folder.file('inventory.json'))).mode & 0o777, 0o600);
});

test('what is torn, changed, or no file at all is none', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('inventory.json');
  const store = new FileSentInventory(folder.path);
  await store.save(sentOf('bash'));
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('bash', 'dash'));
  assert.equal(await store.load(), undefined);
  for (const length of [0, 1, 64, 65, 100]) {
    await writeFile(file, text);
    await truncate(file, length);
    assert.equal(await store.load(), undefined, `torn at ${length}`);
  }
  await mkdir(folder.file('other', 'inventory.json'), { recursive: true });
  assert.equal(await new FileSentInventory(folder.file('other')).load(), undefined);
  await assert.rejects(new FileSentInventory(folder.file('none')).save(sentOf('bash')));
});
