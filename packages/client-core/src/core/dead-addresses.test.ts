import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Address } from '@causeway/contract';
import { createTestCa } from '@causeway/testkit';
import { dropConnections } from '../testing/drop-connections.ts';
import { MemoryStateStore } from '../testing/memory-state-store.ts';
import { anchorOf, serverOf } from '../testing/scene.ts';
import { serveTcp } from '../testing/serve.ts';
import { serveEndpoint } from '../testing/serve-endpoint.ts';
import { NodeTransport } from '../transport/node-transport.ts';
import { Client } from './client.ts';

const DIAL_MS = 250;
/** For all that a round does beside waiting, on a machine that has much to do. */
const LEEWAY_MS = 2_000;
const [own = '', other = ''] = ['1', '2'].map((end) => `0191f0c2-5a4e-7b6a-9c1d-00000000000${end}`);

function clientOver(store: MemoryStateStore): Client {
  return new Client({
    ...{ store, transport: new NodeTransport(DIAL_MS, DIAL_MS), now: Date.now, random: () => 0.5 },
    ...{ nonce: randomUUID, makeKey: () => generateKeyPairSync('ed25519').privateKey, version: '1.0.0' },
  });
}

test('with four dead addresses before one that answers, a round takes four dials’ patience and gets through', async () => {
  await using served = await serveEndpoint();
  await using dropping = await dropConnections();
  await using silent = await serveTcp(() => {});
  const anchor = anchorOf(createTestCa());
  const store = new MemoryStateStore();
  const client = clientOver(store);
  served.publisher.publish([serverOf(own, [served.address])]);
  await client.enroll({ server: served.address, token: served.endpoint.token, name: 'anna' });
  await client.poll();
  const dead = [dropping, silent].flatMap(({ port }): Address[] => [
    `https://acme.localhost:${port}`,
    `http://acme.localhost:${port}`,
  ]);
  served.publisher.publish([serverOf(own, dead, [anchor]), serverOf(other, [served.address])], [anchor]);
  assert.equal((await client.poll()).revision, 2);
  const startedAt = performance.now();
  const { kind, address } = await client.poll();
  const tookMs = performance.now() - startedAt;
  assert.deepEqual([kind, address], ['through', served.address]);
  assert.ok(tookMs < dead.length * DIAL_MS + LEEWAY_MS, `${tookMs} ms`);
  assert.deepEqual(
    dead.map((one) => store.state?.ways[one]?.failure?.code),
    dead.map(() => 'TIMEOUT'),
  );
  assert.equal(store.state?.ownServer, own);
});
