import assert from 'node:assert/strict';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { TemporaryFolder } from '@causeway/testkit';
import { createKey, findKey, loadKey, saveKey } from './key-file.ts';

const hasCode = (code: string) => (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === code;

test('makes a key for its owner alone, and the folder with it', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('keys', 'installation.key');
  const key = await createKey(file);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((await stat(folder.file('keys'))).mode & 0o777, 0o700);
  assert.deepEqual(await loadKey(file), key);
  assert.deepEqual(await readdir(folder.file('keys')), ['installation.key']);
});

test('never writes over a file', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('installation.key');
  const key = await createKey(file);
  await assert.rejects(createKey(file), hasCode('INSTALLATION_KEY_UNUSABLE'));
  assert.deepEqual(await loadKey(file), key);
});

for (const mode of [0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o666, 0o777]) {
  test(`refuses a key with mode ${mode.toString(8)}`, async () => {
    await using folder = await TemporaryFolder.make();
    const file = folder.file('installation.key');
    await createKey(file);
    await chmod(file, mode);
    await assert.rejects(loadKey(file), hasCode('INSTALLATION_KEY_EXPOSED'));
  });
}

test('takes a key that its owner alone may read', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('installation.key');
  const key = await createKey(file);
  await chmod(file, 0o400);
  assert.deepEqual(await loadKey(file), key);
});

test('refuses a key file cut off anywhere, or with any letter changed, and says nothing of what it holds', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('installation.key');
  await createKey(file);
  const whole = await readFile(file, 'latin1');
  // Without its line break it is as whole as with it.
  const cut = Array.from({ length: whole.length - 1 }, (_, length) => whole.slice(0, length));
  const changed = Array.from(
    { length: whole.length - 1 },
    (_, at) => whole.slice(0, at) + (whole[at] === 'e' ? 'f' : 'e') + whole.slice(at + 1),
  );
  for (const text of [...cut, ...changed, `${whole}${whole}`]) {
    await writeFile(file, text);
    await assert.rejects(
      findKey(file),
      (error) => hasCode('INSTALLATION_KEY_DAMAGED')(error) && !describe(error).includes(whole.slice(40, 60)),
      text,
    );
  }
});

test('a process that died while it made the first key leaves nothing that is taken for one', async () => {
  await using folder = await TemporaryFolder.make();
  const whole = folder.file('whole.key');
  await createKey(whole);
  const text = await readFile(whole, 'latin1');
  for (const left of ['', text.slice(0, 50), text]) {
    const file = folder.file(`after-${left.length}.key`);
    await writeFile(`${file}.new`, left, { mode: 0o600 });
    assert.equal(await findKey(file), undefined);
    const key = await createKey(file);
    assert.deepEqual(await loadKey(file), key);
  }
  assert.deepEqual(
    (await readdir(folder.path)).filter((name) => name.endsWith('.new')),
    [],
  );
});

test('says what keeps it from writing', async () => {
  await using folder = await TemporaryFolder.make();
  await writeFile(folder.file('taken'), '');
  await assert.rejects(
    saveKey(folder.file('taken', 'installation.key'), Buffer.alloc(32)),
    hasCode('INSTALLATION_KEY_UNUSABLE'),
  );
  await assert.rejects(loadKey(folder.file('none.key')), hasCode('INSTALLATION_KEY_MISSING'));
});

function describe(error: unknown): string {
  return error instanceof Error ? `${error.message} ${JSON.stringify(error)} ${describe(error.cause)}` : '';
}
