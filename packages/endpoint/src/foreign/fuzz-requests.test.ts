import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { ForeignAgent, someXmlInventory, xmlOf } from '../testing/foreign-agent.ts';
import { serveEndpoint } from '../testing/serve-endpoint.ts';
import { foreignPaths } from './foreign-route.ts';

const settings = { pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 };
const DEVICE = 'pc-anna-2026-11-23-10-00-00';
const AGENT_ID = '0191f0c2-5a4e-4b6a-9c1d-1f2e3d4c5b6a';
/** Beyond these nothing is said but what is written in docs/errors.md for it: unknown actions, and too much to do. */
const DOCUMENTED = [501, 503];
/** Of what is collected late, and the store of the test. */
const MOST_GROWN_MB = 200;
const MB = 1024 * 1024;
const SEED = 20_261_130;

const glpi = { action: 'inventory', deviceid: DEVICE, content: { hardware: { name: 'a' } } };
const contents: readonly (readonly [type: string, content: Buffer])[] = [
  ['application/x-compress-zlib', deflateSync(someXmlInventory(DEVICE))],
  ['application/xml', Buffer.from(someXmlInventory(DEVICE))],
  ['application/x-compress', deflateSync(xmlOf(DEVICE, 'PROLOG', ''))],
  ['application/json', Buffer.from(JSON.stringify(glpi))],
];

/** A whole request as agents send it, head and content. */
const request = fc
  .record({
    path: fc.constantFrom(...foreignPaths),
    content: fc.constantFrom(...contents),
    isGlpi: fc.boolean(),
  })
  .map(({ path, content: [type, content], isGlpi }) => {
    const own = isGlpi ? `GLPI-Agent-ID: ${AGENT_ID}\r\nGLPI-Request-ID: DEADBEEF\r\n` : '';
    const fields = `Host: x\r\nUser-Agent: A_v1\r\nConnection: close\r\nContent-Type: ${type}\r\n${own}`;
    const head = `POST ${path} HTTP/1.1\r\n${fields}Content-Length: ${content.length}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), content]);
  });
const pieces = fc.oneof(
  fc.constantFrom(
    '\r\n',
    '\0',
    '<',
    '{',
    '/',
    'GET ',
    'Transfer-Encoding: chunked\r\n',
    'Expect: 100-continue\r\n',
    '9'.repeat(20),
  ),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);
/** Half of them in the head. */
const place = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(1, 0.25));
const edit = fc.record({
  at: place.map(([share, of]) => share * of),
  removed: fc.nat(30),
  inserted: pieces,
});

test(`whatever a request is changed into, the server stays and no fault is answered (seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  await using site = await serveEndpoint({ foreignAgents: () => settings });
  const before = process.memoryUsage().rss;
  const seen = new Set<number>();
  const sent = fc.asyncProperty(request, fc.array(edit, { maxLength: 4 }), async (whole, edits) => {
    const changed = edits.reduce(apply, whole);
    const answer = await exchange(site.port, changed);
    const [, status] =
      /^HTTP\/1\.1 (\d{3}) /.exec(answer.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')) ?? [];
    // Who hangs up in the middle hears nothing.
    if (status === undefined) return assert.equal(answer, '', changed.toString('latin1'));
    seen.add(Number(status));
    assert.ok(Number(status) < 500 || DOCUMENTED.includes(Number(status)), answer);
  });
  await fc.assert(sent, { numRuns: 3_000, seed: SEED });
  assert.deepEqual(site.faults, []);
  assert.ok(seen.has(200) && seen.has(400) && seen.has(404), [...seen].join());
  const grown = (process.memoryUsage().rss - before) / MB;
  assert.ok(grown < MOST_GROWN_MB, `${Math.round(grown)} MB more than before`);
  assert.equal((await new ForeignAgent(site, DEVICE).prolog()).status, 200);
});

function apply(
  before: Buffer,
  { at, removed, inserted }: { at: number; removed: number; inserted: string },
): Buffer {
  const place = Math.floor(at * before.length);
  return Buffer.concat([
    before.subarray(0, place),
    Buffer.from(inserted, 'latin1'),
    before.subarray(place + removed),
  ]);
}

async function exchange(port: number, bytes: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A server that has heard enough may cut off who still sends.
  socket.on('error', () => {});
  socket.end(bytes);
  await once(socket, 'close').catch(() => {});
  return Buffer.concat(chunks).toString('latin1');
}
