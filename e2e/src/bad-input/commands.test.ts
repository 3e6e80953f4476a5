import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { ErrorDocument } from '@causeway/errors';
import { type CommandRow, commandRows } from './commands/index.ts';
import { type CommandNames, commandsOf } from './commands-of.ts';
import { assertRefusal } from './refusal.ts';
import { type CommandRun, runCommand } from './run-command.ts';
import { Scene } from './scene.ts';
import { changesBetween, type Snapshot, takeSnapshot } from './snapshot.ts';

describe('bad input to every command', () => {
  const commands: CommandNames = commandsOf();
  let scene: Scene;
  let rows: readonly CommandRow[];
  let last: Snapshot;

  before(async () => {
    scene = await Scene.start();
    rows = commandRows(scene);
    last = await lookAround();
  });
  after(() => scene[Symbol.asyncDispose]());

  it('has a row for each command of the program, and none for any other', () => {
    const rowed = [...new Set(rows.map(({ command }) => command))];
    assert.deepEqual(rowed.sort(), [...commands.keys()].sort());
  });

  it('is refused with its exit code, what was seen, what was expected and the remedy; nothing is changed', async (t) => {
    for (const [command, group] of Map.groupBy(rows, (row) => row.command)) {
      for (const row of group) await t.test(`${command}: ${row.says}`, () => refuses(row));
      await t.test(`${command}: nothing is changed by any of these`, async () => {
        const before = last;
        last = await lookAround();
        assert.deepEqual(changesBetween(before, last), []);
      });
    }
  });

  for (const args of [['tenant', 'create'], ['--verbose'], ['tenant', 'list', '--urll', 'x'], ['tenantt']]) {
    it(`as a process of its own: causeway ${args.join(' ')}`, async () => {
      const run = await scene.installation.causeway(args);
      checkText({ ...run, code: run.code ?? -1 }, { exit: 2, code: 'USAGE_INVALID' });
    });
  }

  async function refuses(row: CommandRow): Promise<void> {
    const args = [...row.command.split(' '), ...row.args];
    checkText(await runCommand({ ...row, args }, scene.installation), row);
    if (commands.get(row.command)?.hasJson)
      checkJson(await runCommand({ ...row, args: [...args, '--json'] }, scene.installation), row);
  }

  async function lookAround(): Promise<Snapshot> {
    const session = readFileSync(scene.file('session.json'), 'utf8');
    return new Map([['the session file', session], ...(await takeSnapshot(scene.questioner))]);
  }
});

function checkText({ code, stderr }: CommandRun, row: Pick<CommandRow, 'exit' | 'code'>): void {
  assert.equal(code, row.exit, stderr);
  const at = stderr.indexOf(`${row.code}: `);
  assert.ok(at === 0 || stderr[at - 1] === '\n', stderr);
  assert.match(stderr.slice(at), /^ {2}remedy: +\S/m);
  assert.doesNotMatch(stderr, /^\s+at .*[:(]\d/m);
  assert.ok(!stderr.includes('\u001b'), stderr);
}

/** The last line is one JSON document, and nothing else is on standard error but notes before it. */
function checkJson({ code, stderr }: CommandRun, row: CommandRow): void {
  assert.equal(code, row.exit, stderr);
  const { error } = JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '') as { error: ErrorDocument };
  assertRefusal(error, row.code);
}
