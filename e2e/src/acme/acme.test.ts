import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { AcmeOrderView } from '@causeway/contract/admin';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import { AcmeBench, HOSTNAME } from './acme-bench.ts';
import { SteadyLoad } from './steady-load.ts';

const missing = ensureDebianPackage('pebble', 'pebble');
const skip = missing !== undefined && process.env.CI !== 'true' ? missing : false;
const PER_SECOND = 500;

/** Half of all good nonces are refused, no authorization is reused, and each look comes after up to two seconds. */
const hard = { PEBBLE_WFE_NONCEREJECT: '50', PEBBLE_AUTHZREUSE: '0', PEBBLE_VA_SLEEPTIME: '3' };

test('a tenant obtains, serves and renews a certificate by each challenge while 500 requests a second pass: none fails', {
  skip,
}, async (context) => {
  await using bench = await AcmeBench.start({ env: hard });
  const { httpPort, httpsPort, folder } = bench.installation;
  await bench.createAccount('--email', 'ada@acme.example');
  const first = await bench.obtain('first', 'http-01');
  assert.equal(first.state, 'done');
  await bench.api.configure('acme', { binding: 'http+https', certificate: 'first' });
  const anchorsPem = [await bench.pebble.issuerAnchor()];
  await using load = new SteadyLoad(
    [
      { url: `http://${HOSTNAME}:${httpPort}/config.ini` },
      { url: `https://${HOSTNAME}:${httpsPort}/config.ini`, anchorsPem },
    ],
    PER_SECOND,
  );
  for (const challenge of ['http-01', 'tls-alpn-01', 'dns-01']) {
    const obtained = await bench.obtain(challenge, challenge);
    assert.equal(obtained.state, 'done');
    await bench.api.configure('acme', { certificate: challenge });
    await bench.serving(challenge);
    const renewed = await bench.installation.json<AcmeOrderView>(['certificate', 'renew', challenge]);
    assert.deepEqual([renewed.state, renewed.certificate], ['done', `${challenge}.2`]);
    await bench.serving(`${challenge}.2`);
    context.diagnostic(`${challenge}: obtained, served, renewed`);
  }
  const { requests, seconds, failures } = await load.stop();
  context.diagnostic(`${requests} requests in ${seconds.toFixed(1)} s, ${failures.length} failed`);
  assert.deepEqual(failures, []);
  assert.ok(requests / seconds > PER_SECOND * 0.9, `${requests} requests in ${seconds} s`);
  assert.deepEqual(readdirSync(folder.file('records')), [], 'the hook has taken its records back');
});
