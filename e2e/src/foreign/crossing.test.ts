import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { CrossingView } from '@causeway/contract/admin';
import { createTestCa, TemporaryFolder } from '@causeway/testkit';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import { GlpiAgent } from './glpi-agent.ts';
import { type AgentTarget, runFusionInventory, runOcsInventory } from './real-agents.ts';
import { TENANT, TenantWithAgents } from './tenant-with-agents.ts';

const missing =
  ensureDebianPackage('fusioninventory-agent', 'fusioninventory-agent') ??
  ensureDebianPackage('ocsinventory-agent', 'ocsinventory-agent');
const skip = missing !== undefined && process.env.CI !== 'true' ? missing : false;

describe('a tenant with three foreign agents on HTTP', { skip }, () => {
  before(() => assert.equal(missing, undefined));

  test('refuses HTTPS-only and names the three with the remedy, until they have come over HTTPS', async () => {
    await using scene = await TenantWithAgents.start();
    await using folder = await TemporaryFolder.make();
    const ca = createTestCa();
    const glpi = new GlpiAgent('pc-glpi', [{ name: 'bash', version: '5.2.37-2' }]);
    const agents = [
      (target: AgentTarget) => runFusionInventory(folder, target),
      (target: AgentTarget) => runOcsInventory(folder, target),
      (target: AgentTarget) => glpi.run(target),
    ];
    for (const run of agents) await run({ url: scene.httpUrl });
    await scene.addHttps(ca);

    const refused = await httpsOnly(scene);
    assert.equal(refused.code, 4, refused.stderr);
    assert.match(refused.stderr, /CLIENTS_NOT_PROVEN/);
    const crossing = await crossingOf(scene);
    assert.equal(crossing.counts.blocking, 3);
    for (const { name, reason, explanation = '', remedy = '' } of crossing.clients) {
      assert.equal(reason, 'foreign');
      assert.match(explanation, /cannot be re-pointed from here/);
      assert.ok(refused.stderr.includes(name), `${name} is named`);
      assert.ok(refused.stderr.includes(remedy), `${name} has its remedy`);
      assert.ok(remedy.includes(`https://localhost:${scene.installation.httpsPort}`), remedy);
    }
    const remedies = crossing.clients.map(({ remedy = '' }) => remedy).join('\n');
    for (const file of ['/etc/fusioninventory/agent.cfg', 'ocsinventory-agent.cfg', 'ca-cert-file'])
      assert.ok(remedies.includes(file), file);

    for (const run of agents.slice(0, 2)) await run({ url: scene.httpsUrl, anchorPem: ca.certificatePem });
    const stillRefused = await httpsOnly(scene);
    assert.equal(stillRefused.code, 4, 'one that has not come over HTTPS is enough');
    await glpi.run({ url: scene.httpsUrl, anchorPem: ca.certificatePem });
    const former = await httpsOnly(scene);
    assert.equal(former.code, 4, 'ocsinventory-agent has a new id at a new address; the one before is named');
    assert.equal(await scene.confirmDuplicatesOf(/^OCS/), 1);
    const allowed = await httpsOnly(scene);
    assert.equal(allowed.code, 0, allowed.stderr);
    await assert.rejects(glpi.run({ url: scene.httpUrl }), 'nothing but config.ini is left on HTTP');
    await glpi.run({ url: scene.httpsUrl, anchorPem: ca.certificatePem });
  });
});

/** Evidence is written within seconds; the command waits for nothing else. */
async function httpsOnly(scene: TenantWithAgents) {
  return scene.installation.causeway(['tenant', 'configure', TENANT, '--binding', 'https', '--now']);
}

function crossingOf(scene: TenantWithAgents): Promise<CrossingView> {
  return scene.installation.json<CrossingView>(['crossing', 'show', TENANT]);
}
