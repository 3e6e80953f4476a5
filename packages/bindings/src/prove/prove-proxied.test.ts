import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { createTestCa, freePorts, ReverseProxy, type ReverseProxyOptions, sayTruly } from '@causeway/testkit';
import { type Bindings, createBindings } from '../bindings.ts';
import { httpListener, sayWho } from '../testing/say-who.ts';
import type { ProxiedTarget } from './proof.ts';
import { proveListener } from './prove-listener.ts';

const ca = createTestCa();
const anna = ca.issue({ hostnames: ['anna.localhost'] });
const renewed = ca.issue({ hostnames: ['anna.localhost'] });
const limit = { timeoutMs: 5_000 };
const PROXY = '127.0.0.3';

let bindings: Bindings;
/** Where we listen, and where the proxy does. */
let inner = 0;
let outer = 0;
let proxy: ReverseProxy | undefined;

beforeEach(async () => {
  [inner = 0, outer = 0] = await freePorts(2);
  bindings = createBindings();
});
afterEach(async () => {
  await proxy?.[Symbol.asyncDispose]();
  proxy = undefined;
  await bindings[Symbol.asyncDispose]();
});

/** Passes on to where we listen unless told otherwise, and is closed after the test. */
async function startProxy(options: Partial<ReverseProxyOptions> = {}) {
  await proxy?.[Symbol.asyncDispose]();
  proxy = await ReverseProxy.start({ port: outer, certificate: anna, from: PROXY, to: inner, ...options });
}

async function prove(forged: Pick<ProxiedTarget, 'forged'> = {}) {
  const place = {
    scheme: 'https',
    hostname: 'anna.localhost',
    port: outer,
    proxy: { from: [PROXY], port: inner },
  } as const;
  await using arrival = await bindings.expectArrival(place);
  const expected = { certificateSha256: anna.sha256, anchorPem: ca.certificatePem };
  const [proof, ...others] = await proveListener(
    { ...place, ...expected, proxied: { arrival, ...forged } },
    limit,
  );
  assert.deepEqual(others, []);
  assert.ok(proof?.seen && proof.expected && proof.check === 'through-proxy');
  return proof;
}

test('a proxy that is set up as it must be leads here; the port was open for that alone', async () => {
  await startProxy();
  assert.equal((await prove()).code, 'OK');
  assert.equal(bindings.isListening(inner), false);
  await bindings.apply('b', [httpListener('boris.localhost', inner)], sayWho);
  assert.equal((await prove()).code, 'OK');
  assert.equal(bindings.isListening(inner), true);
});

test('a certificate that was renewed at the proxy under the same anchor is right, and named', async () => {
  await startProxy({ certificate: renewed });
  const { code, otherCertificateSha256 } = await prove();
  assert.deepEqual([code, otherCertificateSha256], ['OK', renewed.sha256]);
});

test('a certificate under another anchor is not trusted', async () => {
  await startProxy({ certificate: createTestCa().issue({ hostnames: ['anna.localhost'] }) });
  assert.equal((await prove()).code, 'PROOF_UNTRUSTED');
});

const wrong: Readonly<Record<string, ReverseProxyOptions['headersOf'] & {}>> = {
  PROXY_HEADERS_MISSING: ({ headers }) => ({ host: headers.host ?? '' }),
  PROXY_HEADERS_CONTRADICT: (request) => ({ ...sayTruly(request), 'x-forwarded-proto': 'https, http' }),
  PROXY_SCHEME_WRONG: (request) => ({ ...sayTruly(request), 'x-forwarded-proto': 'http' }),
  PROXY_HOST_WRONG: (request) => ({ ...sayTruly(request), host: `127.0.0.1:${inner}` }),
};
for (const [code, headersOf] of Object.entries(wrong))
  test(`a proxy that is set up wrongly is told: ${code}`, async () => {
    await startProxy({ headersOf });
    assert.equal((await prove()).code, code);
  });

test('a proxy that passes on what a client sent, or appends to it, is found out', async () => {
  const passing: Readonly<Record<string, ReverseProxyOptions['headersOf'] & {}>> = {
    through: (request) => ({ ...sayTruly(request), ...request.headers }),
    appended: ({ headers }) => ({
      ...headers,
      'x-forwarded-proto': [headers['x-forwarded-proto'], 'https'].filter(Boolean).join(', '),
    }),
  };
  for (const headersOf of Object.values(passing)) {
    await startProxy({ headersOf });
    assert.equal((await prove()).code, 'OK');
    assert.equal((await prove({ forged: 'http' })).code, 'PROXY_HEADERS_FORGEABLE');
  }
  await startProxy();
  assert.equal((await prove({ forged: 'http' })).code, 'OK');
});

test('a proxy that was not named, one that leads elsewhere, and one that passes on to another port', async () => {
  await startProxy({ from: '127.0.0.2' });
  const unnamed = await prove();
  assert.deepEqual([unnamed.code, unnamed.seen], ['PROXY_NOT_NAMED', 'a request from 127.0.0.2']);
  const stranger = createServer((_request, response) => response.writeHead(204).end()).listen(0);
  await once(stranger, 'listening');
  const { port: to } = stranger.address() as AddressInfo;
  await startProxy({ to });
  assert.equal((await prove()).code, 'PROXY_LEADS_ELSEWHERE');
  stranger.close();
  const [direct = 0] = await freePorts(1);
  await bindings.apply('a', [httpListener('anna.localhost', direct)], sayWho);
  await startProxy({ to: direct });
  assert.equal((await prove()).code, 'PROXY_NOT_IN_FRONT');
});

test('the port stays open for what is expected, whoever else comes and goes meanwhile', async () => {
  await startProxy();
  const place = { scheme: 'https', hostname: 'anna.localhost', port: outer } as const;
  const arrival = await bindings.expectArrival({ ...place, proxy: { from: [PROXY], port: inner } });
  await bindings.apply('b', [httpListener('boris.localhost', inner)], sayWho);
  await bindings.apply('b', [], sayWho);
  assert.equal(bindings.isListening(inner), true);
  assert.equal((await prove()).code, 'OK', 'another one at the same time');
  assert.equal(bindings.isListening(inner), true);
  await arrival[Symbol.asyncDispose]();
  assert.equal(bindings.isListening(inner), false);
});

test('no proxy at all does not answer, and a nonce is good once it was made and until it is given up', async () => {
  assert.equal((await prove()).code, 'PROOF_NO_ANSWER');
  const place = { scheme: 'https', hostname: 'anna.localhost', port: outer } as const;
  const proxy = { from: [PROXY], port: inner };
  await bindings.apply('a', [httpListener('anna.localhost', inner)], sayWho);
  const arrival = await bindings.expectArrival({ ...place, proxy });
  const status = async (path: string) => {
    const [response] = await once(
      httpRequest({ host: '127.0.0.1', port: inner, path, headers: { host: 'anna.localhost' } }).end(),
      'response',
    );
    response.resume();
    return response.statusCode;
  };
  assert.equal(await status(`${arrival.path}x`), 200, 'another nonce is a path of the tenant');
  assert.equal(arrival.report, undefined);
  assert.equal(await status(arrival.path), 204);
  await arrival[Symbol.asyncDispose]();
  assert.equal(await status(arrival.path), 200);
});
