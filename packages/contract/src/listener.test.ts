import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CertificateId } from './ids.ts';
import { asId } from './ids.ts';
import { addressOf, isSameListener, listenersOf, openPortOf, type Site } from './listener.ts';

const certificateId = asId<CertificateId>('0191f0c2-0000-7000-8000-000000000001');
const site: Site = {
  ...{ hostname: 'inventory.acme.example', binding: 'https', httpPort: 80, httpsPort: 443 },
  ...{ certificateId, rescue: true },
};
const proxy = { from: ['10.0.0.5', '10.1.0.0/16'], port: 8080 };

test('behind a proxy the addresses are those that clients dial at it, and one port is opened here', () => {
  const listeners = listenersOf({ ...site, proxy });
  assert.deepEqual(listeners.map(addressOf), [
    'https://inventory.acme.example:443',
    'http://inventory.acme.example:80',
  ]);
  assert.deepEqual(listeners.map(openPortOf), [8080, 8080]);
  assert.ok(listeners.every((listener) => listener.proxy === proxy));
  assert.deepEqual(listenersOf(site).map(openPortOf), [443, 80]);
  assert.ok(listenersOf(site).every((listener) => !('proxy' in listener)));
});

test('a listener is another one as soon as it comes by another proxy, in whatever order that is written', () => {
  const [direct] = listenersOf(site);
  const through = (parts: Partial<typeof proxy>) =>
    listenersOf({ ...site, proxy: { ...proxy, ...parts } })[0];
  const [one, turned] = [through({}), through({ from: proxy.from.toReversed() })];
  assert.ok(direct && one && turned);
  assert.ok(isSameListener(one, turned));
  for (const other of [direct, through({ port: 8081 }), through({ from: ['10.0.0.5'] })]) {
    assert.ok(other);
    assert.equal(isSameListener(one, other), false);
    assert.equal(isSameListener(other, one), false);
  }
});
