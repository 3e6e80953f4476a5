import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { ApiClient } from './api-client.ts';
import { watchChange } from './watch-change.ts';

const ca = createTestCa();
const leaf = ca.issue({ hostnames: ['localhost'] });

const step = { index: 0, title: 'Listen', startedAt: 0, endedAt: 5 };
const crossing = { state: 'crossing', error: null, steps: [{ ...step, state: 'done' }] };
const done = { ...crossing, state: 'done' };

/** A server whose streams of events end one after the other, each with the next of these states. */
async function watchAgainst(states: readonly object[]) {
  let opened = 0;
  const server = createServer({ cert: leaf.chainPem, key: leaf.keyPem }, (_request, response) => {
    response.end(`data: ${JSON.stringify(states[opened++])}\n\n`);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  // Listening on TCP.
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  const { signal } = new AbortController();
  const lines: string[] = [];
  const printer = { print: (line: string) => lines.push(line), printJson: () => {} };
  try {
    const api = new ApiClient({ url, anchorPem: ca.certificatePem, signal });
    await watchChange(api, '7', { context: printer, json: false });
    return { opened, lines };
  } finally {
    server.close();
  }
}

test('a stream that ends before its change is asked for anew, and nothing is printed twice', async () => {
  const { opened, lines } = await watchAgainst([crossing, crossing, done]);
  assert.equal(opened, 3);
  assert.deepEqual(lines, ['  ✓ Listen (5 ms)', 'Change 7 is done.']);
});
