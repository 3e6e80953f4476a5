import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { test } from 'node:test';
import { TemporaryFolder } from '@causeway/testkit';
import type { EndpointStatus } from '../control/control-messages.ts';
import { type ControlActions, openControl } from '../control/control-server.ts';
import { endpointServerErrors } from '../errors.ts';
import type { ApplyRequest } from '../local/local-request.ts';
import { createProgram } from '../program.ts';
import { stateFolderAt } from '../state/state-folder.ts';
import { siteOn } from '../testing/offers.ts';
import { reportError } from './report-error.ts';
import type { Surroundings } from './surroundings.ts';

const finding = {
  severity: 'error',
  code: 'LAW_BROKEN',
  seen: 'pc-anna',
  expected: '',
  remedy: 'Wait.',
} as const;

/** A control socket that notes what it is asked, before an admin who types these lines. */
async function openScene(stack: AsyncDisposableStack, typed: readonly string[], isTTY = true) {
  const folder = stack.use(await TemporaryFolder.make());
  const applied: ApplyRequest[] = [];
  const world = { findings: [finding].slice(1) as (typeof finding)[], refusals: 0 };
  const local: ControlActions['local'] = {
    test: async () => world.findings,
    apply: async (request, report) => {
      applied.push(request);
      report({ kind: 'serving', number: 1, addresses: ['http://dmz.localhost:9090'] });
      if (world.refusals-- > 0)
        throw endpointServerErrors.error('LOCAL_CHANGE_REVERTED', { seen: 'nobody came' });
      return { number: 1, addresses: [] };
    },
  };
  // The tool looks at the site alone.
  const status = async () => ({ site: siteOn(8080) }) as EndpointStatus;
  const metrics = async () => ({ contentType: 'text/plain', text: '' });
  const { control } = stateFolderAt(folder.path, process.platform);
  stack.use(await openControl(control, { local, status, metrics }));
  let shown = '';
  const lines = [...typed];
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      shown += chunk;
      // The next line is typed when the next question is there.
      if (/: $/.test(String(chunk)) && lines.length > 0) stdin.write(`${lines.shift()}\n`);
      done();
    },
  });
  const surroundings: Surroundings = {
    ...{ env: {}, homeFolder: '/nonexistent', platform: process.platform, isRoot: false, now: Date.now },
    ...{ stdin, stdout, stderr: stdout, signal: new AbortController().signal },
  };
  const configure = (...args: string[]) =>
    createProgram(surroundings)
      .parseAsync(['configure', '--state', folder.path, ...args], { from: 'user' })
      .then(
        () => 0,
        (error: unknown) => reportError(error, surroundings, false),
      );
  return { applied, world, configure, shown: () => shown };
}

test('every question has its answer of now; what is answered is tested and applied', async () => {
  await using stack = new AsyncDisposableStack();
  const { applied, configure, shown } = await openScene(stack, ['', 'not a name', '', '9090', '']);
  assert.equal(await configure(), 0);
  const { site, mode } = applied[0] ?? {};
  assert.deepEqual([site, mode], [siteOn(9090), 'checked']);
  assert.match(shown(), /Nothing is wrong\./);
  assert.match(shown(), /Kept/);
});

test('errors are shown; the answers can be changed, and all can be left as it is', async () => {
  await using stack = new AsyncDisposableStack();
  const { applied, world, configure, shown } = await openScene(stack, [
    '1',
    '',
    '9090',
    '2',
    '',
    '',
    '',
    '3',
  ]);
  world.findings = [finding];
  assert.equal(await configure(), 0);
  assert.deepEqual(applied, []);
  assert.match(shown(), /ERROR LAW_BROKEN/);
  assert.match(shown(), /Port of HTTP \[9090\]/, 'it begins with the answers of before');
});

test('what has errors is applied only when that is chosen, and a change that was taken back is said', async () => {
  await using stack = new AsyncDisposableStack();
  const { applied, world, configure, shown } = await openScene(stack, ['', '', '', '1', '', '', '', '3']);
  world.findings = [finding];
  world.refusals = 1;
  assert.equal(await configure(), 0);
  assert.deepEqual(
    applied.map(({ mode }) => mode),
    ['forced'],
  );
  assert.match(shown(), /LOCAL_CHANGE_REVERTED/);
  assert.match(shown(), /nobody came/);
});

test('with options nothing is asked, and a change that was taken back ends with 4', async () => {
  await using stack = new AsyncDisposableStack();
  const { applied, world, configure } = await openScene(stack, [], false);
  assert.equal(await configure('--http-port', '9090'), 0);
  world.refusals = 1;
  assert.equal(await configure('--http-port', '9091'), 4);
  assert.deepEqual(
    applied.map(({ site }) => site.httpPort),
    [9090, 9091],
  );
});

test('without a terminal and without options it says what to give', async () => {
  await using stack = new AsyncDisposableStack();
  const { configure, shown } = await openScene(stack, [], false);
  assert.equal(await configure(), 2);
  assert.match(shown(), /TERMINAL_MISSING/);
});
