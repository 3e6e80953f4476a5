import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { RunningProcess, TemporaryFolder } from '@causeway/testkit';
import { KeptDocument } from './kept-document.ts';

interface Counted {
  readonly count: number;
  readonly later?: string;
}
const first: Counted = { count: 0, later: 'usual' };

test('what was changed is there for the next to open it, for its owner alone', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('one.json');
  const document = await KeptDocument.open(file, first);
  assert.deepEqual(document.value, first);
  await Promise.all(
    [1, 2, 3].map(() => document.update(({ count, ...rest }) => ({ ...rest, count: count + 1 }))),
  );
  assert.deepEqual((await KeptDocument.open(file, first)).value, { count: 3, later: 'usual' });
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('a document of before a field was known is whole', async () => {
  await using folder = await TemporaryFolder.make();
  const document = await KeptDocument.open<Counted>(folder.file('one.json'), { count: 0 });
  await document.update(() => ({ count: 5 }));
  assert.deepEqual((await KeptDocument.open(folder.file('one.json'), first)).value, {
    count: 5,
    later: 'usual',
  });
});

test('a file that is not as it was written is refused, and not taken for a new one', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('one.json');
  await (await KeptDocument.open(file, first)).update(({ count }) => ({ count: count + 1 }));
  const text = await readFile(file, 'utf8');
  for (const damaged of ['', text.slice(0, -3), text.replace('1', '2'), '{"count":1}']) {
    await writeFile(file, damaged);
    await assert.rejects(KeptDocument.open(file, first), { code: 'ENDPOINT_STATE_DAMAGED', kind: 'fault' });
  }
});

test('a file that cannot be written changes nothing, and the next change is made', async () => {
  await using folder = await TemporaryFolder.make();
  const document = await KeptDocument.open(folder.file('none/one.json'), first);
  await assert.rejects(
    document.update(() => ({ count: 9 })),
    { code: 'ENDPOINT_STATE_UNUSABLE' },
  );
  assert.deepEqual(document.value, first);
  assert.equal(await document.update((held) => held), first);
});

test('killed at any moment, the document is one that was written, and none that was confirmed is lost', async () => {
  await using folder = await TemporaryFolder.make();
  const file = folder.file('one.json');
  const script = join(import.meta.dirname, '..', 'testing', 'write-and-die.ts');
  let before = 0;
  for (let kill = 0; kill < 8; kill++) {
    await using writer = RunningProcess.start(script, [file]);
    await writer.waitFor(new RegExp(`^${before + 1 + kill}$`, 'm'));
    const { stdout } = await writer.stop('SIGKILL');
    const confirmed = Number(stdout.trim().split('\n').at(-1));
    const { generation, filling } = (await KeptDocument.open(file, { generation: 0, filling: '' })).value;
    assert.ok(generation >= confirmed && generation <= confirmed + 1, `${generation} after ${confirmed}`);
    assert.ok(/^x{50000,}$/.test(filling));
    before = generation;
  }
});
