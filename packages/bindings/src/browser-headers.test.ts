import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:https';
import { test } from 'node:test';
import { createTestCa, freePorts } from '@causeway/testkit';
import { createBindings } from './bindings.ts';
import { browserHeaders } from './browser-headers.ts';
import { loopback } from './prove/dial.ts';
import { httpListener, httpsListener, sayWho } from './testing/say-who.ts';

const HOSTNAME = 'shop.example';
const YEAR = 'max-age=31536000';

test('a browser keeps to HTTPS only under a name of its own that serves nothing over HTTP', () => {
  const transportOf = (hostname: string, isHttpServed: boolean) =>
    browserHeaders(hostname, isHttpServed)['strict-transport-security'];
  assert.equal(transportOf(HOSTNAME, false), YEAR);
  assert.equal(transportOf(HOSTNAME, true), 'max-age=0');
  for (const shared of ['localhost', 'shop.localhost', '127.0.0.1', '::1', '10.0.0.7'])
    for (const isHttpServed of [false, true]) assert.equal(transportOf(shared, isHttpServed), undefined);
});

test('a tenant is kept to HTTPS when its HTTP is gone or a rescue path, and let go while it serves', async () => {
  await using bindings = createBindings();
  const [httpPort = 0, port = 0] = await freePorts(2);
  const ca = createTestCa();
  const https = httpsListener(HOSTNAME, port, ca.issue({ hostnames: [HOSTNAME] }));
  const http = httpListener(HOSTNAME, httpPort);
  const ask = async (method: string) => {
    const options = { host: HOSTNAME, port, method, lookup: loopback, ca: ca.certificatePem, agent: false };
    const asked = request(options).end();
    const [{ headers }] = await once(asked, 'response');
    asked.destroy();
    return headers;
  };
  await bindings.apply('shop', [https], sayWho);
  const alone = await ask('GET');
  assert.equal(alone['strict-transport-security'], YEAR);
  assert.equal(alone['x-content-type-options'], 'nosniff');
  assert.match(alone['content-security-policy'] ?? '', /^default-src 'none'/);
  await bindings.apply('shop', [http, https], sayWho);
  assert.equal((await ask('GET'))['strict-transport-security'], 'max-age=0');
  await bindings.apply('shop', [{ ...http, serves: 'rescue' }, https], sayWho);
  assert.equal((await ask('HEAD'))['strict-transport-security'], YEAR);
  const posted = Object.keys(await ask('POST'));
  assert.deepEqual(
    posted.filter((name) => /^(strict|content-security|x-)/.test(name)),
    [],
    'agents are answered in few bytes',
  );
});
