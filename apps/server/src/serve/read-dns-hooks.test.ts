import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { TemporaryFolder } from '@causeway/testkit';
import { readDnsHooks } from './read-dns-hooks.ts';

test('a DNS hook is an executable file with an absolute path', async () => {
  await using folder = await TemporaryFolder.make();
  const [hook, text] = [folder.file('hook'), folder.file('text')];
  await writeFile(hook, '#!/bin/sh\n', { mode: 0o755 });
  await writeFile(text, 'no program', { mode: 0o644 });
  assert.deepEqual(readDnsHooks([hook]), [hook]);
  for (const unusable of [text, folder.path, folder.file('missing'), 'hook', './hook'])
    assert.throws(() => readDnsHooks([hook, unusable]), { code: 'DNS_HOOK_UNUSABLE' }, unusable);
});
