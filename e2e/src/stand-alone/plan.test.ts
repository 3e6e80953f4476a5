import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CrossingView } from '@causeway/contract/admin';
import { Namespace } from '../constellation/namespace.ts';
import { until } from '../demo/until.ts';
import { BRANCH, BranchScene, LIMIT_MS } from './branch-scene.ts';

test('a change of the tenant goes on without an endpoint server that is away, which catches up when it is back', async () => {
  await using scene = await BranchScene.start();
  const { installation, branch } = scene;
  await installation.run([
    'certificate',
    'create',
    'both',
    '--hostname',
    'acme.localhost',
    '--hostname',
    BRANCH,
  ]);
  const anna = await scene.client('anna');
  await until(
    'anna polls',
    LIMIT_MS,
    async () => anna.output,
    (output) => output.includes(`proven ${scene.http}`),
  );
  await branch.kill();
  await installation.run(['tenant', 'configure', 'acme', '--binding', 'http+https', '--certificate', 'both']);
  const lagging = await scene.view();
  assert.equal(lagging.lag?.code, 'ENDPOINT_SERVER_LAGS');
  assert.deepEqual([lagging.saved.binding, lagging.inForce.binding], ['http+https', 'http']);
  const list = await installation.run(['endpoint-server', 'list', 'acme']);
  assert.match(list, /branch\s+authorized(, away)?\s+http .*ENDPOINT_SERVER_LAGS: branch: last heard of/);

  await branch.run([], /serving/);
  const caught = await scene.viewUntil('it caught up', ({ inForce }) => inForce.binding === 'http+https');
  assert.deepEqual(caught.lag, null);
  const isProven = ({ counts }: CrossingView) => counts.blocking === 0;
  await until(
    'the law holds',
    LIMIT_MS,
    () => installation.json<CrossingView>(['crossing', 'show', 'acme']),
    isProven,
  );
  await installation.run(['tenant', 'configure', 'acme', '--binding', 'https']);
  const crossed = await scene.view();
  assert.deepEqual([crossed.inForce.binding, crossed.lag], ['https', null]);
});

const probe = Namespace.make();
await probe?.[Symbol.asyncDispose]();
// A right is not a package that could be installed: where a machine does not give it, it is said and no failure.
const cannot = probe === undefined ? 'needs the right to make network namespaces (root on Linux)' : false;

test('an endpoint server is not retired while it is the last proven one of an active client, who is named', {
  skip: cannot,
}, async () => {
  const namespace = Namespace.make();
  assert.ok(namespace, 'a network namespace can be made');
  await using _namespace = namespace;
  let socket = '';
  await using scene = await BranchScene.start({
    within: namespace.within,
    async prepare({ httpPort, folder }) {
      socket = folder.file('platform.sock');
      await namespace.open(httpPort, socket);
    },
  });
  await scene.client('anna');
  // From here on the branch is all that anna can reach.
  await namespace.close();
  await new Promise((resolve) => setTimeout(resolve, 31_000));
  const refused = await scene.installation.causeway(['endpoint-server', 'retire', 'acme', 'branch']);
  assert.equal(refused.code, 4);
  assert.match(refused.stderr, /CLIENTS_NOT_PROVEN[\s\S]*anna: /);
});

test('who has proven another one moves there when its own is retired, and evidence is kept per endpoint server', async () => {
  await using scene = await BranchScene.start();
  const { installation } = scene;
  await scene.client('anna');
  await until(
    'the law lets it go',
    LIMIT_MS,
    () => installation.causeway(['endpoint-server', 'retire', 'acme', 'branch', '--dry-run']),
    ({ code }) => code === 0,
  );
  await installation.run(['endpoint-server', 'retire', 'acme', 'branch']);
  assert.equal((await scene.view()).state, 'retired');
  const list = () => installation.json<{ lastAddress: string }[]>(['client', 'list', 'acme']);
  await until('anna is at the default one', LIMIT_MS, list, ([anna]) => anna?.lastAddress === scene.platform);
  await installation.run(['endpoint-server', 'delete', 'acme', 'branch']);
});
