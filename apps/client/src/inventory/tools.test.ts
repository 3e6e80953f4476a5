import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TemporaryFolder } from '@causeway/testkit';
import { toolsOf } from './tools.ts';

const never = new AbortController().signal;

/** A program of our own, that runs with the Node of this test. */
async function runScript(
  folder: TemporaryFolder,
  script: string,
  signal = never,
): Promise<string | undefined> {
  return toolsOf(signal).run(process.execPath, '--input-type=module', '--eval', script, folder.path);
}

test('a program that is not there is no failure, and one that fails says so with its first words', async () => {
  await using folder = await TemporaryFolder.make();
  assert.equal(await toolsOf(never).run('causeway-no-such-program'), undefined);
  assert.equal(await runScript(folder, 'console.log("here")'), 'here\n');
  await assert.rejects(runScript(folder, 'console.error("no database\\nmore"); process.exit(3)'), {
    message: `${process.execPath}: exit code 3, no database`,
  });
});

test('a program is asked in a plain environment and gets no input to wait for', async () => {
  await using folder = await TemporaryFolder.make();
  const script = 'process.stdin.resume().on("end", () => console.log(JSON.stringify(process.env)))';
  const { PATH, LC_ALL, ...others } = JSON.parse((await runScript(folder, script)) ?? '');
  assert.equal(LC_ALL, 'C.UTF-8');
  assert.match(PATH, /\/usr\/bin/);
  assert.deepEqual(others, {});
});

test('a program that prints without an end is stopped, and so is one that is still running at the signal', async () => {
  await using folder = await TemporaryFolder.make();
  const flood = 'const line = "x".repeat(65_536); const go = () => process.stdout.write(line, go); go();';
  await assert.rejects(runScript(folder, flood), /maxBuffer/);
  const stop = new AbortController();
  const running = runScript(folder, 'setInterval(() => {}, 1000)', stop.signal);
  stop.abort(new Error('not within 2 s'));
  await assert.rejects(running, { message: 'not within 2 s' });
});

test('a file that is not there is none, and one that cannot be read is a failure', async () => {
  await using folder = await TemporaryFolder.make();
  assert.equal(await toolsOf(never).read(folder.file('none')), undefined);
  await assert.rejects(toolsOf(never).read(folder.path), { code: 'EISDIR' });
});

test('work that never ends is given up at the signal', async () => {
  const stop = new AbortController();
  const waiting = toolsOf(stop.signal).inTime(new Promise<never>(() => {}));
  stop.abort(new Error('late'));
  await assert.rejects(waiting, { message: 'late' });
  assert.equal(await toolsOf(never).inTime(Promise.resolve(7)), 7);
});
