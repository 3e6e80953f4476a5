import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createTestCa, freePorts } from '@causeway/testkit';
import { type Bindings, createBindings } from '../bindings.ts';
import type { Arrival, BoundListener } from '../bound-listener.ts';
import { httpListener, httpsListener, sayWho, toBound } from '../testing/say-who.ts';

const ca = createTestCa();
const anna = ca.issue({ hostnames: ['anna.localhost'] });
const PROXY = '127.0.0.3';
const STRANGER = '127.0.0.2';
const https = { scheme: 'https', hostname: 'anna.localhost', port: 443, serves: 'everything' } as const;
const http = { scheme: 'http', hostname: 'anna.localhost', port: 80, serves: 'rescue' } as const;
const certificate = { ...toBound(anna, 'anchor-a'), keyPem: '' };
const trueHeaders = { host: 'anna.localhost', 'x-forwarded-proto': 'https' };

let bindings: Bindings;
let port = 0;
let other = 0;

beforeEach(async () => {
  [port = 0, other = 0] = await freePorts(2);
  bindings = createBindings({ drainTimeoutMs: 1_000 });
});
afterEach(() => bindings[Symbol.asyncDispose]());

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** Sends from one of this machine's addresses. */
async function ask(headers: Headers, from = PROXY, at = port) {
  const fields = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().flatMap((one) => [name, one]),
  );
  const options = { host: '127.0.0.1', localAddress: from, port: at, agent: false, setHost: false };
  const request = httpRequest({ ...options, headers: fields }).end();
  const [response] = await once(request, 'response');
  const body = JSON.parse(await text(response));
  const arrival: Arrival | undefined = response.statusCode === 200 ? body : undefined;
  return { status: response.statusCode, code: body.error?.code, arrival };
}

const proxy = () => ({ from: [PROXY, '10.1.0.0/16'], port });
const behindProxy = (): BoundListener[] => [
  { ...https, certificate, proxy: proxy() },
  { ...http, proxy: proxy() },
];

describe('behind a named proxy', () => {
  beforeEach(() => bindings.apply('a', behindProxy(), sayWho));

  test('a request arrives where it was dialed at the proxy, and nothing is opened there', async () => {
    const { arrival } = await ask(trueHeaders);
    assert.deepEqual(
      [arrival?.address, arrival?.trust, arrival?.serves, arrival?.certificateSha256],
      ['https://anna.localhost:443', 'anchor-a', 'everything', null],
    );
    const plain = await ask({ host: 'ANNA.localhost:80', 'x-forwarded-proto': ' HTTP ' });
    assert.deepEqual(
      [plain.arrival?.address, plain.arrival?.trust, plain.arrival?.serves],
      ['http://anna.localhost:80', 'none', 'rescue'],
    );
    assert.deepEqual([443, 80, port].map(bindings.isListening.bind(bindings)), [false, false, true]);
  });

  test('from anybody else forwarded fields are nothing: only the rescue path, and no evidence of any address', async () => {
    const spoofs: Headers[] = [
      { host: 'anna.localhost' },
      trueHeaders,
      { ...trueHeaders, 'x-forwarded-for': PROXY, forwarded: `for=${PROXY};proto=https;host=anna.localhost` },
      { ...trueHeaders, 'x-forwarded-proto': 'http', 'x-real-ip': PROXY },
    ];
    for (const headers of spoofs) {
      const { arrival } = await ask(headers, STRANGER);
      assert.deepEqual(
        [arrival?.address, arrival?.trust, arrival?.serves, arrival?.remoteAddress.endsWith(STRANGER)],
        [`http://anna.localhost:${port}`, 'past-proxy', 'rescue', true],
      );
    }
  });

  const contradictions: Readonly<Record<string, Headers>> = {
    'two schemes': { 'x-forwarded-proto': ['https', 'http'] },
    'the same scheme twice': { 'x-forwarded-proto': ['https', 'https'] },
    'a list': { 'x-forwarded-proto': 'https, http' },
    'a list of the same': { 'x-forwarded-proto': 'https,https' },
    'a scheme that is none': { 'x-forwarded-proto': 'wss' },
    'another port': { 'x-forwarded-port': '8443' },
    'two ports': { 'x-forwarded-port': ['443', '80'] },
    'a port that is none': { 'x-forwarded-port': '443x' },
    'another port in Host': { host: 'anna.localhost:8443' },
    'another host': { 'x-forwarded-host': 'boris.localhost' },
    'a list of hosts': { 'x-forwarded-host': 'anna.localhost, anna.localhost' },
    'another port of the host': { 'x-forwarded-host': 'anna.localhost:8443' },
    'Forwarded with another scheme': { forwarded: 'for=192.0.2.7;proto=http' },
    'Forwarded with another scheme at an earlier hop': { forwarded: 'proto=http, proto=https' },
    'Forwarded with another host': { forwarded: 'proto=https;host="boris.localhost"' },
    'Forwarded that cannot be read': { forwarded: 'proto=https;host="' },
  };
  for (const [title, headers] of Object.entries(contradictions))
    test(`what contradicts itself is refused: ${title}`, async () => {
      const { status, code } = await ask({ ...trueHeaders, ...headers });
      assert.deepEqual([status, code], [400, 'PROXY_HEADERS_CONTRADICT']);
    });

  test('fields that agree are fine', async () => {
    const { arrival } = await ask({
      ...{ host: 'anna.localhost:443', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
      ...{
        'x-forwarded-host': 'Anna.localhost',
        forwarded: 'For="[2001:db8::7]:5";Proto=HTTPS;host="anna.localhost:443"',
      },
    });
    assert.equal(arrival?.address, 'https://anna.localhost:443');
  });

  test('without X-Forwarded-Proto it is refused, and Forwarded does not stand in for it', async () => {
    for (const headers of [{}, { 'x-forwarded-proto': '' }, { forwarded: 'proto=https' }]) {
      const { status, code } = await ask({ host: 'anna.localhost', ...headers });
      assert.deepEqual([status, code], [400, 'PROXY_HEADERS_MISSING']);
    }
  });

  test('a name that nobody has, and a scheme that is not offered, find nothing', async () => {
    assert.equal((await ask({ ...trueHeaders, host: 'evil.example' })).code, 'HOST_UNKNOWN');
    await bindings.apply('a', behindProxy().slice(1), sayWho);
    assert.equal((await ask(trueHeaders)).code, 'HOST_UNKNOWN');
    assert.equal((await ask({ ...trueHeaders, 'x-forwarded-proto': 'http' })).arrival?.serves, 'rescue');
  });

  test('the client is the last hop that is no proxy, whatever stands before it', async () => {
    const seen = async (value: string | readonly string[]) =>
      (await ask({ ...trueHeaders, 'x-forwarded-for': value })).arrival?.remoteAddress;
    assert.equal(await seen('192.0.2.7'), '192.0.2.7');
    assert.equal(await seen('203.0.113.1, 192.0.2.7, 10.1.2.3'), '192.0.2.7');
    assert.equal(await seen(['203.0.113.1', '::ffff:192.0.2.7']), '192.0.2.7');
    assert.equal(await seen('[2001:db8::7]:51234'), '2001:db8::7');
    assert.equal(await seen('192.0.2.7:51234'), '192.0.2.7');
    for (const value of ['unknown', '', '192.0.2.7, _hidden', PROXY]) assert.equal(await seen(value), PROXY);
  });
});

test('a direct listener pays no heed to what anybody says, not even a proxy that another tenant named', async () => {
  await bindings.apply('a', [{ ...http, hostname: 'boris.localhost', proxy: proxy() }], sayWho);
  await bindings.apply('b', [httpListener('anna.localhost', port)], sayWho);
  for (const from of [PROXY, STRANGER]) {
    const { arrival } = await ask(
      { ...trueHeaders, forwarded: 'proto=https', 'x-forwarded-port': '443' },
      from,
    );
    assert.deepEqual(
      [arrival?.owner, arrival?.address, arrival?.trust],
      ['b', `http://anna.localhost:${port}`, 'none'],
    );
    assert.ok(arrival?.remoteAddress.endsWith(from));
  }
});

test('one port serves proxied names of several tenants and direct ones; the same name is taken', async () => {
  await bindings.apply('a', behindProxy(), sayWho);
  await bindings.apply('b', [{ ...http, hostname: 'boris.localhost', proxy: proxy() }], sayWho);
  const boris = await ask({ host: 'boris.localhost', 'x-forwarded-proto': 'http' });
  assert.deepEqual([boris.arrival?.owner, boris.arrival?.address], ['b', 'http://boris.localhost:80']);
  const taken = { code: 'HOSTNAME_TAKEN' };
  await assert.rejects(bindings.apply('c', [httpListener('anna.localhost', port)], sayWho), taken);
  await assert.rejects(bindings.apply('c', [{ ...http, port: 8080, proxy: proxy() }], sayWho), taken);
  const elsewhere = { ...http, proxy: { from: [PROXY], port: other } };
  await assert.rejects(bindings.apply('c', [elsewhere], sayWho), taken, 'the address has its tenant');
  const twice = { ...http, hostname: 'carla.localhost', proxy: proxy() };
  await assert.rejects(bindings.apply('c', [twice, { ...twice }], sayWho), taken);
});

test('the port of a proxy speaks plain HTTP and nothing else', async () => {
  const conflict = { code: 'PORT_SCHEME_CONFLICT' };
  await bindings.apply('a', behindProxy(), sayWho);
  await assert.rejects(bindings.apply('b', [httpsListener('boris.localhost', port, anna)], sayWho), conflict);
  const both = [
    httpsListener('boris.localhost', other, anna),
    { ...http, proxy: { from: [PROXY], port: other } },
  ];
  await assert.rejects(bindings.apply('b', both, sayWho), conflict);
});

test('an address that is no proxy’s, and HTTPS without a certificate, are refused before anything is opened', async () => {
  const everybody = { from: ['0.0.0.0/0'], port };
  await assert.rejects(bindings.apply('a', [{ ...http, proxy: everybody }], sayWho), {
    code: 'PROXY_ADDRESS_INVALID',
  });
  await assert.rejects(bindings.apply('a', [{ ...https, proxy: proxy() }], sayWho), {
    code: 'LISTENER_CERTIFICATE_UNUSABLE',
  });
  assert.equal(bindings.isListening(port), false);
});

test('a name that is dialed directly moves behind a proxy on the same port, both at once in between', async () => {
  const direct = httpListener('anna.localhost', port);
  await bindings.apply('a', [direct], sayWho);
  await bindings.apply('a', [direct, ...behindProxy()], sayWho);
  assert.equal((await ask(trueHeaders)).arrival?.address, 'https://anna.localhost:443');
  const beside = await ask(trueHeaders, STRANGER);
  assert.deepEqual(
    [beside.arrival?.address, beside.arrival?.trust],
    [`http://anna.localhost:${port}`, 'none'],
  );
  await bindings.apply('a', behindProxy(), sayWho);
  assert.equal((await ask(trueHeaders, STRANGER)).arrival?.trust, 'past-proxy');
  assert.equal((await ask(trueHeaders)).arrival?.address, 'https://anna.localhost:443');
});

test('two ports of one scheme are told apart by the port that was dialed, and never guessed', async () => {
  const moved = { ...https, port: 8443, certificate: { ...certificate, trust: 'anchor-b' }, proxy: proxy() };
  await bindings.apply('a', [...behindProxy(), moved], sayWho);
  const at = async (headers: Headers) => (await ask({ ...trueHeaders, ...headers })).arrival;
  assert.equal((await at({ host: 'anna.localhost:8443' }))?.trust, 'anchor-b');
  assert.equal((await at({ 'x-forwarded-port': '443' }))?.trust, 'anchor-a');
  assert.equal((await ask(trueHeaders)).code, 'PROXY_HEADERS_MISSING');
});

test('HTTP behind the proxy counts as HTTP that is served, a rescue path does not', async () => {
  await bindings.apply('a', behindProxy(), sayWho);
  assert.equal(bindings.isHttpServed('anna.localhost'), false);
  await bindings.apply('a', [{ ...http, serves: 'everything', proxy: proxy() }], sayWho);
  assert.equal(bindings.isHttpServed('anna.localhost'), true);
});

test('a request in flight through the proxy is answered before its listener is gone', async () => {
  const arrived = Promise.withResolvers<() => void>();
  await bindings.apply('a', behindProxy(), (_request, response) => arrived.resolve(() => response.end('{}')));
  const answer = ask(trueHeaders);
  const finish = await arrived.promise;
  const gone = bindings.apply('a', [], sayWho);
  finish();
  assert.equal((await answer).status, 200);
  await gone;
  assert.equal(bindings.isListening(port), false);
});
