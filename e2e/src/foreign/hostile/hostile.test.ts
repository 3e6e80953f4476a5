import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import type { ClientPage, NewEnrollmentToken } from '@causeway/contract/admin';
import { ForeignAgent, type MachineParts, someXmlInventory, xmlOf } from '@causeway/endpoint/testing';
import { FleetClient } from '../../constellation/fleet-client.ts';
import { HOSTNAME, TENANT, TenantWithAgents } from '../tenant-with-agents.ts';
import { attacks } from './attacks.ts';
import { peakMemoryOf } from './peak-memory.ts';
import { flood, hangUp, trickle, type UploadTarget } from './raw-upload.ts';
import { SteadyAgent } from './steady-agent.ts';
import { AGENT_ID, DEVICE, Victims } from './victims.ts';

const PATHS = ['/', '/ocsinventory', '/front/inventory.php'];
/** At once of each attack: more than are unpacked and read at a time. */
const AT_ONCE = 6;
/** The work for any message is half a second of CPU at the most; before it are those that came sooner. */
const ANSWER_LIMIT_MS = 15_000;
/** What a server with a tenant has before, 100 to 200 MB, and room for the few messages that are read at a time. */
const MOST_MEMORY_MB = 512;
/** A minute for a whole request, half of one until somebody looks, and some time for that on a busy machine. */
const SLOWEST_REQUEST_MS = 110_000;

test('hostile messages over every path change nothing, and nobody waits for them', {
  timeout: 300_000,
}, async (t) => {
  const all = attacks();
  await using scene = await TenantWithAgents.start();
  const { httpPort: port, server } = scene.installation;
  const host = `${HOSTNAME}:${port}`;
  const headers = { host };
  const victims = await Victims.arrive(scene, headers);
  const before = await victims.snapshot();
  await using steady = new SteadyAgent({ port, host }, 'pc-steady-2026-11-23-10-00-00');
  const slow = PATHS.map((path) => trickle({ port, host, path }));

  for (const path of PATHS) {
    for (const attack of all) await assertAnswered({ port, host, path }, attack);
    await assertFloodsRefused({ port, host, path });
    await assertLatinRead({ port, host, path });
    for (const share of [0, 0.5, 0.99])
      await hangUp({ port, host, path }, deflateSync(someXmlInventory(DEVICE)), share);
  }
  assert.deepEqual(await victims.snapshot(), before, 'nothing is overwritten');
  assert.deepEqual((await scene.computers()).map(({ name }) => name).sort(), [
    'k\u00e4se',
    'pc-anna',
    'pc-berta',
    'pc-steady',
  ]);
  await steady.stop();
  assert.deepEqual(steady.failures, [], `of ${steady.rounds} rounds`);
  assert.ok(
    steady.rounds > 10 && steady.slowestMs < ANSWER_LIMIT_MS,
    `${steady.rounds}, ${steady.slowestMs} ms`,
  );
  for (const { answer, tookMs } of await Promise.all(slow)) {
    assert.match(answer, /^HTTP\/1\.1 4\d\d /);
    assert.ok(tookMs < SLOWEST_REQUEST_MS, `cut off after ${tookMs} ms`);
  }
  const peak = await peakMemoryOf(server.pid);
  const served = `${steady.rounds} rounds, the slowest answer after ${Math.round(steady.slowestMs)} ms`;
  t.diagnostic(`at most ${Math.round(peak)} MB; meanwhile ${served}`);
  assert.ok(peak < MOST_MEMORY_MB, `${Math.round(peak)} MB`);
  assert.equal(server.hasExited, false);
  assert.doesNotMatch(server.output, /answered with a fault/);
});

async function assertAnswered(
  { port, host, path }: UploadTarget,
  { what, type, body, status, code }: ReturnType<typeof attacks>[number],
): Promise<void> {
  const agent = new ForeignAgent({ port }, 'unsaid');
  const said = Array.from({ length: AT_ONCE }, async () => {
    const begun = performance.now();
    const reply = await agent.say('', { path, body, headers: { host, 'content-type': type } });
    assert.deepEqual(
      [reply.status, reply.code],
      [status, code],
      `${what} to ${path}: ${reply.text.slice(0, 300)}`,
    );
    const tookMs = performance.now() - begun;
    assert.ok(tookMs < ANSWER_LIMIT_MS, `${what} to ${path} took ${tookMs} ms`);
  });
  await Promise.all(said);
}

/** An encoding that old agents write is none that is refused. */
async function assertLatinRead({ port, host, path }: UploadTarget): Promise<void> {
  const parts = { hostname: 'k\u00e4se', serialNumber: 'S-LATIN', uuid: randomUUID() };
  const text = someXmlInventory('kaese', parts).replace('UTF-8', 'ISO-8859-1');
  const headers = { host, 'content-type': 'application/xml' };
  const reply = await new ForeignAgent({ port }, 'kaese').say('', {
    ...{ path, headers, body: Buffer.from(text, 'latin1') },
  });
  assert.equal(reply.status, 200, reply.text);
}

async function assertFloodsRefused(target: UploadTarget): Promise<void> {
  for (const how of ['declared', 'chunked'] as const) {
    const begun = performance.now();
    const answer = await flood(target, how, 200);
    assert.match(answer, /^HTTP\/1\.1 413 .*MESSAGE_TOO_LARGE/s, `${how} to ${target.path}`);
    assert.ok(performance.now() - begun < ANSWER_LIMIT_MS, `${how} to ${target.path}`);
  }
}

test('who claims to be another is another, and nothing of that one is overwritten', {
  timeout: 300_000,
}, async () => {
  await using scene = await TenantWithAgents.start();
  const { httpPort: port } = scene.installation;
  const headers = { host: `${HOSTNAME}:${port}` };
  const victims = await Victims.arrive(scene, headers);
  await using native = await enrollNative(scene);
  const clients = async () => (await scene.api.must<ClientPage>('GET', `/tenants/${TENANT}/clients`)).clients;
  const nativeOf = async () => (await clients()).find(({ kind }) => kind === 'native');
  const nativeBefore = await nativeOf();
  const before = await victims.snapshot();
  const claim = async (agent: ForeignAgent, parts: MachineParts, path: string) => {
    const reply = await agent.inventory(parts, { headers, path });
    assert.equal(reply.status, 200, reply.text);
  };
  for (const [at, path] of PATHS.entries()) {
    const machine = (kind: string) => ({
      hostname: `${kind}-${at}`,
      serialNumber: `${kind}-${at}`,
      uuid: randomUUID(),
    });
    await claim(new ForeignAgent({ port }, DEVICE), machine('device'), path);
    await claim(new ForeignAgent({ port }, `agent-${at}`, AGENT_ID), machine('agent'), path);
    await claim(new ForeignAgent({ port }, nativeBefore?.id ?? ''), machine('native'), path);
    // In the name of the other one, and nothing by which a machine could be told.
    const nobody = xmlOf(DEVICE, 'INVENTORY', '<HARDWARE><NAME>pc-anna</NAME></HARDWARE>');
    assert.equal((await new ForeignAgent({ port }, DEVICE).say(nobody, { headers, path })).status, 200);
  }
  const pending = await new ForeignAgent({ port }, DEVICE, AGENT_ID).say('', {
    ...{ method: 'GET', headers: { ...headers, 'glpi-request-id': '00000000' } },
  });
  assert.deepEqual([pending.status, pending.code], [404, 'FOREIGN_ANSWER_UNKNOWN']);
  assert.deepEqual(await victims.snapshot(), before);
  assert.deepEqual(await nativeOf(), nativeBefore);
  const names = (await scene.computers()).map(({ name }) => name).sort();
  const claimants = ['device', 'agent', 'native'].flatMap((kind) => PATHS.map((_, at) => `${kind}-${at}`));
  assert.deepEqual(names, [...claimants, 'pc-anna', 'pc-anna', 'pc-berta'].sort());
  assert.equal((await native.poll()).code, 0, 'the native one is served as before');
});

async function enrollNative(scene: TenantWithAgents): Promise<FleetClient> {
  const { token } = await scene.api.must<NewEnrollmentToken>(
    'POST',
    `/tenants/${TENANT}/enrollment-tokens`,
    {},
  );
  const client = new FleetClient('native', scene.installation.folder.file('native'));
  const { code, stderr } = await client.enroll(`http://${HOSTNAME}:${scene.installation.httpPort}`, token);
  assert.equal(code, 0, stderr);
  return client;
}
