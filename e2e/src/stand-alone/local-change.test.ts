import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { BRANCH, BranchScene } from './branch-scene.ts';

test('HTTPS with a certificate for another name: the test says so, apply refuses, and by force it takes itself back and says why', async () => {
  await using scene = await BranchScene.start();
  const { branch } = scene;
  const ca = createTestCa();
  const other = ca.issue({ hostnames: ['other.localhost'] });
  const files = await scene.writeCertificate('other', other, ca.certificatePem);
  const site = ['--binding', 'https', ...files];
  await scene.client('anna');

  const tested = await branch.command(['test', ...site]);
  assert.equal(tested.code, 4);
  assert.match(tested.stdout, /CERTIFICATE_NAME_MISMATCH/);

  const refused = await branch.command(['apply', ...site]);
  assert.equal(refused.code, 4);
  assert.match(refused.stderr, /LOCAL_CHANGE_REFUSED[\s\S]*CERTIFICATE_NAME_MISMATCH/);
  assert.deepEqual((await scene.view()).local, null);

  const forced = await branch.command(['apply', '--force', ...site]);
  assert.equal(forced.code, 4);
  assert.match(forced.stderr, /PROOF_NAME_MISMATCH/);
  const status = JSON.parse((await branch.command(['status', '--json'])).stdout);
  assert.deepEqual(
    status.serving.addresses.map(({ address }: { address: string }) => address),
    [scene.http],
  );
  await scene.viewUntil('it serves what it is offered', ({ local }) => local === null);
});

test('a good local change stays, shows on the platform as such, and is adopted or overruled there', async () => {
  await using scene = await BranchScene.start();
  const { branch, installation } = scene;
  const ca = createTestCa();
  const own = ca.issue({ hostnames: [BRANCH] });
  const files = await scene.writeCertificate('own', own, ca.certificatePem);
  const applied = await branch.command(['apply', '--binding', 'http+https', ...files]);
  assert.equal(applied.code, 0, applied.stderr);

  const changed = await scene.viewUntil('changed locally', ({ local }) => local?.outcome === 'seen');
  assert.deepEqual(changed.serving.map(({ address }) => address).sort(), [scene.http, scene.https].sort());
  assert.match(
    await installation.run(['endpoint-server', 'list', 'acme']),
    /branch\s+authorized, changed locally/,
  );
  const configured = await installation.causeway([
    'endpoint-server',
    'configure',
    'acme',
    'branch',
    '--rescue',
    'off',
  ]);
  assert.match(configured.stderr, /ENDPOINT_SERVER_CHANGED_LOCALLY/);

  await installation.run(['endpoint-server', 'adopt', 'acme', 'branch']);
  const adopted = await scene.viewUntil(
    'adopted',
    ({ local, applied, offered }) => local === null && applied === offered,
  );
  assert.equal(adopted.inForce.binding, 'http+https');
  await scene.client('anna');

  const back = await branch.command([
    'apply',
    '--binding',
    'http',
    '--http-port',
    String(scene.installation.consolePort),
  ]);
  assert.equal(back.code, 4, 'a port that is taken is found');
  assert.match(back.stderr, /PORT_TAKEN|CLIENTS_NOT_PROVEN/);
});
