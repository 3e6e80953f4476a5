import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePorts, RunningProcess, runProcess, TemporaryFolder } from '@causeway/testkit';
import { httpListener, offerOf } from './testing/offers.ts';
import { TestPlatform } from './testing/test-platform.ts';

const main = join(import.meta.dirname, 'main.ts');

test('joined with a token from the environment, killed, started again by its folder alone, stopped', async () => {
  await using platform = await TestPlatform.serve();
  await using folder = await TemporaryFolder.make();
  const state = ['--state', folder.file('s')];
  const [port = 0, taken = 0] = await freePorts(2);
  const site = ['--hostname', 'dmz.localhost', '--http-port', String(port)];
  const CAUSEWAY_TOKEN = await platform.token('endpoint-server');
  {
    const joining = ['--server', platform.address, '--name', 'dmz', ...site];
    await using first = RunningProcess.start(main, ['run', ...state, ...joining], {
      env: { CAUSEWAY_TOKEN },
    });
    await first.waitFor(/waiting to be authorized: causeway endpoint-server authorize acme dmz/);
    platform.state = 'authorized';
    platform.offer = offerOf(1, [httpListener(port)]);
    platform.tell();
    await first.waitFor(/serving offer 1: http:\/\/dmz\.localhost:\d+/);
    assert.ok(!first.output.includes(CAUSEWAY_TOKEN.split('.')[1] ?? ''));
    await first.stop('SIGKILL');
  }
  const args = ['run', ...state, '--json', '--metrics', String(taken)];
  await using again = RunningProcess.start(main, args);
  await again.waitFor(/"event":"serving"/);
  await again.waitFor(/"event":"proven"/);
  const shown = await runProcess(main, ['status', ...state, '--json']);
  assert.equal(JSON.parse(shown.stdout).serving.what, 'offer 1');
  assert.match((await runProcess(main, ['status', ...state])).stdout, /^state {6}authorized$/m);
  const figures = await (await fetch(`http://127.0.0.1:${taken}/metrics`)).text();
  assert.match(figures, /^causeway_endpoint_offer_applied 1$/m);
  assert.match(figures, /^causeway_endpoint_platform_up [01]$/m);
  const refused = await runProcess(main, ['test', ...state, '--http-port', String(taken), '--json']);
  assert.equal(refused.code, 4);
  assert.match(refused.stdout, /"PORT_TAKEN"/);
  const { code, stdout } = await again.stop('SIGTERM');
  assert.equal(code, 0);
  assert.match(stdout, /"event":"stopping"/);
  assert.equal((await runProcess(main, ['status', ...state])).code, 6);
  assert.match(await readFile(folder.file('s/settings.json'), 'utf8'), /"metrics"/);
});

test('a first start that lacks something says what, and joins nothing', async () => {
  await using platform = await TestPlatform.serve();
  await using folder = await TemporaryFolder.make();
  const run = (...args: string[]) => runProcess(main, ['run', '--state', folder.file('s'), ...args]);
  const joining = ['--server', platform.address, '--token', await platform.token('endpoint-server')];
  const nothing = await run('--hostname', 'dmz.localhost');
  assert.equal(nothing.code, 2);
  assert.match(nothing.stderr, /no --server, no --name, no --token/);
  const nameless = await run(...joining, '--name', 'dmz');
  assert.match(nameless.stderr, /^JOIN_INCOMPLETE[\s\S]+no --hostname/);
  for (const [option, value] of [
    ['--name', 'DMZ 1'],
    ['--hostname', 'not a name'],
    ['--http-port', '0'],
    ['--binding', 'ftp'],
    ['--spool-bytes', '-1'],
    ['--metrics', 'everywhere'],
    ['--proxy-from', '0.0.0.0/0'],
  ] as const) {
    const args = ['--name', 'dmz', '--hostname', 'dmz.localhost', '--proxy-port', '8080', option, value];
    assert.equal((await run(...joining, ...args)).code, 2, option);
  }
  assert.equal(platform.sender, undefined);
});
