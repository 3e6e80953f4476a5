import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { createHttpsTransport } from './https-transport.ts';
import { parseRetryAfter } from './retry-after.ts';

const ca = createTestCa();
const { chainPem, keyPem } = ca.issue({ hostnames: ['ca.localhost'] });
const server = createServer({ cert: chainPem, key: keyPem }, (request, response) => {
  if (request.url === '/endless') {
    pipeline(Readable.from(endless()), response, () => {});
  } else
    response
      .writeHead(201, { location: '/order/1' })
      .end(`${request.method} ${request.headers['user-agent']}`);
});
function* endless() {
  while (true) yield Buffer.alloc(100_000);
}
let url = '';
const signal = new AbortController().signal;
before(async () => {
  await once(server.listen(0, 'localhost'), 'listening');
  const address = server.address();
  url = `https://ca.localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});

test('carries requests under the anchor given, says who asks, and makes Location absolute', async () => {
  const transport = createHttpsTransport(ca.certificatePem, 'causeway/1');
  const response = await transport({ method: 'POST', url: `${url}/x`, body: '{}' }, signal);
  assert.deepEqual(
    [response.status, response.body, response.headers.location],
    [201, 'POST causeway/1', `${url}/order/1`],
  );
});

test('what the public roots or another anchor do not vouch for is not trusted', async () => {
  for (const anchor of [null, createTestCa().certificatePem])
    await assert.rejects(createHttpsTransport(anchor, 'causeway/1')({ method: 'GET', url }, signal), {
      code: 'ACME_UNTRUSTED',
    });
});

test('refuses an endless answer, an address without TLS, and a server that is not there', async () => {
  const transport = createHttpsTransport(ca.certificatePem, 'causeway/1');
  await assert.rejects(transport({ method: 'GET', url: `${url}/endless` }, signal), {
    code: 'ACME_ANSWER_UNREADABLE',
  });
  await assert.rejects(transport({ method: 'GET', url: 'http://ca.localhost/' }, signal), {
    code: 'ACME_URL_INVALID',
  });
  await assert.rejects(transport({ method: 'GET', url: 'https://ca.localhost:1/' }, signal), {
    code: 'ACME_UNREACHABLE',
  });
  await assert.rejects(transport({ method: 'GET', url }, AbortSignal.abort()), { name: 'AbortError' });
});

test('reads Retry-After as a number or a date, and nothing else', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  assert.equal(parseRetryAfter('120', now), 120);
  assert.equal(parseRetryAfter('Tue, 24 Nov 2026 10:01:00 GMT', now), 60);
  assert.equal(parseRetryAfter('Tue, 24 Nov 2026 09:00:00 GMT', now), 0);
  assert.equal(parseRetryAfter('999999999', now), 86_400);
  for (const field of [undefined, 'soon', '-5 minutes']) assert.equal(parseRetryAfter(field, now), undefined);
});
