import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { ClientPage } from '@causeway/contract/admin';
import { createTestCa, TemporaryFolder } from '@causeway/testkit';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import { type AgentTarget, listDebianPackages, runFusionInventory, runOcsInventory } from './real-agents.ts';
import { TENANT, TenantWithAgents } from './tenant-with-agents.ts';

const agents = [
  {
    name: 'fusioninventory-agent',
    isBehind: /^FusionInventory-Agent/,
    run: runFusionInventory,
    keepsItsId: true,
    missing: ensureDebianPackage('fusioninventory-agent', 'fusioninventory-agent'),
  },
  {
    name: 'ocsinventory-agent',
    isBehind: /^OCS-NG_unified_unix_agent/,
    run: runOcsInventory,
    // It keeps what it knows in a folder that is called as the server's address is.
    keepsItsId: false,
    missing: ensureDebianPackage('ocsinventory-agent', 'ocsinventory-agent'),
  },
] as const;

for (const { name, isBehind, run, keepsItsId, missing } of agents) {
  const skip = missing !== undefined && process.env.CI !== 'true' ? missing : false;
  describe(name, { skip }, () => {
    before(() => assert.equal(missing, undefined));

    test('brings its machine with the very packages that dpkg lists, over HTTP and over HTTPS', async () => {
      await using scene = await TenantWithAgents.start();
      await using folder = await TemporaryFolder.make();
      const ca = createTestCa();
      await report(scene, folder, { url: scene.httpUrl });
      await scene.addHttps(ca);
      await report(scene, folder, { url: scene.httpsUrl, anchorPem: ca.certificatePem });
      if (keepsItsId) assert.equal(await scene.confirmDuplicatesOf(isBehind), 0);
      else
        assert.equal(
          await scene.confirmDuplicatesOf(isBehind),
          1,
          'a machine with a new id is shown as a duplicate',
        );
      assert.equal((await scene.computers()).length, 1, 'one machine, one computer');
      const { clients } = await scene.api.must<ClientPage>('GET', `/tenants/${TENANT}/clients`);
      assert.deepEqual(
        clients
          .filter(({ standing }) => standing === 'enrolled')
          .map(({ kind, lastAddress }) => ({ kind, lastAddress })),
        [{ kind: 'foreign', lastAddress: scene.httpsUrl.replace('/ocsinventory', '') }],
      );
      for (const { version } of clients) assert.match(version, isBehind);
    });

    test('shows the shared secret, and is turned away without it', async () => {
      await using scene = await TenantWithAgents.start();
      await using folder = await TemporaryFolder.make();
      await scene.installation.run(
        [
          ...['tenant', 'configure', TENANT, '--foreign-agents', 'on', '--foreign-user', 'agents'],
          ...['--foreign-password-file', '-'],
        ],
        'correct horse battery',
      );
      await run(folder, { url: scene.httpUrl }).catch(() => undefined);
      assert.deepEqual(await scene.computers(), []);
      await run(folder, { url: scene.httpUrl, user: 'agents', password: 'correct horse' }).catch(
        () => undefined,
      );
      assert.deepEqual(await scene.computers(), []);
      await report(scene, folder, { url: scene.httpUrl, user: 'agents', password: 'correct horse battery' });
    });

    test('trusts nothing but what it was given: without our anchor it does not come over HTTPS', async () => {
      await using scene = await TenantWithAgents.start();
      await using folder = await TemporaryFolder.make();
      await scene.addHttps(createTestCa());
      const stranger = { url: scene.httpsUrl, anchorPem: createTestCa().certificatePem };
      await run(folder, stranger).catch(() => undefined);
      assert.deepEqual(await scene.computers(), []);
    });
  });

  /** Runs the agent, and looks for its machine. */
  async function report(
    scene: TenantWithAgents,
    folder: TemporaryFolder,
    target: AgentTarget,
  ): Promise<void> {
    const { output } = await run(folder, target);
    const packages = await listDebianPackages();
    const [computer] = await scene.computers();
    assert.ok(computer !== undefined, `no computer came of:\n${output.slice(-4_000)}`);
    assert.match(computer.collectedBy ?? '', isBehind);
    assert.deepEqual(await scene.softwareOf(computer), packages);
  }
}
