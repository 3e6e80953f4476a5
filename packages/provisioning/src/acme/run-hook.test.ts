import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { TemporaryFolder } from '@causeway/testkit';
import { runHook } from './run-hook.ts';

const signal = new AbortController().signal;

async function scriptIn(folder: TemporaryFolder, ...lines: readonly string[]): Promise<string> {
  const file = folder.file('hook');
  await writeFile(file, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return file;
}

const call = (program: string, value = 'a value; $(touch /tmp/x) "quoted"') =>
  ({ program, verb: 'set', name: '_acme-challenge.acme.example', value }) as const;

test('is given verb, name and value as they are, and nothing of our environment but a PATH', async () => {
  await using folder = await TemporaryFolder.make();
  const [args, env] = [folder.file('args'), folder.file('env')];
  const program = await scriptIn(folder, `printf '%s\\n' "$@" >'${args}'`, `env >'${env}'`);
  await runHook(call(program), signal);
  const given = (await readFile(args, 'utf8')).split('\n');
  assert.deepEqual(given, ['set', '_acme-challenge.acme.example', 'a value; $(touch /tmp/x) "quoted"', '']);
  const names = (await readFile(env, 'utf8')).split('\n').map((line) => line.split('=')[0]);
  assert.deepEqual(
    names.filter((name) => !['', 'PATH', 'PWD', '_', 'SHLVL', 'OLDPWD'].includes(name ?? '')),
    [],
  );
});

test('what it said is in the error when it fails, the end of it', async () => {
  await using folder = await TemporaryFolder.make();
  const program = await scriptIn(
    folder,
    'yes noise | head -c 100000',
    'echo "the zone is locked" >&2',
    'exit 3',
  );
  await assert.rejects(runHook(call(program), signal), (error: Error & { code: string; seen: string }) => {
    assert.equal(error.code, 'ACME_HOOK_FAILED');
    assert.match(error.seen, /set _acme-challenge\.acme\.example: ended with 3[\s\S]*the zone is locked$/);
    assert.ok(error.seen.length < 5_000);
    return true;
  });
  await assert.rejects(runHook(call(folder.file('missing')), signal), { code: 'ACME_HOOK_FAILED' });
});

test('ends with all that it started when its time is over, or when it is told to', async () => {
  await using folder = await TemporaryFolder.make();
  const late = folder.file('late');
  const program = await scriptIn(folder, `(sleep 2; touch '${late}') &`, 'wait');
  await assert.rejects(runHook(call(program), signal, 50), {
    code: 'ACME_HOOK_FAILED',
    seen: /no end within 0\.05 s/,
  });
  await assert.rejects(runHook(call(program), AbortSignal.timeout(50)), { name: 'TimeoutError' });
  await assert.rejects(runHook(call(program), AbortSignal.abort()), { name: 'AbortError' });
  assert.equal(existsSync(late), false);
});
