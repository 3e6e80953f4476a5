import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { Api } from './constellation/api.ts';
import { Installation } from './constellation/installation.ts';
import { Load } from './constellation/load.ts';

const BINDING_CHANGES = 20;
const CERTIFICATE_SWAPS = 100;
const CERTIFICATES = 10;

test(`${BINDING_CHANGES} binding changes and ${CERTIFICATE_SWAPS} certificate swaps under load: not one request or handshake fails`, async () => {
  await using installation = await Installation.start();
  const { httpPort, httpsPort } = installation;
  const api = new Api(installation);
  const ca = createTestCa();
  const names = Array.from({ length: CERTIFICATES }, (_, index) => `acme-${index}`);
  for (const name of names) {
    const { chainPem, keyPem } = ca.issue({ hostnames: ['acme.localhost', 'beta.localhost'] });
    await api.must('POST', '/certificates/import', {
      name,
      pem: chainPem,
      key: keyPem,
      anchor: ca.certificatePem,
    });
  }
  for (const name of ['acme', 'beta'])
    await api.must('POST', '/tenants', { name, hostname: `${name}.localhost`, httpPort, httpsPort });
  await api.configure('acme', { binding: 'http+https', certificate: names[0] });

  await using load = new Load();
  const anchorsPem = [ca.certificatePem];
  load.add({ url: `http://acme.localhost:${httpPort}/config.ini` }, 1);
  load.add({ url: `https://acme.localhost:${httpsPort}/config.ini`, anchorsPem }, 2);
  load.add({ url: `http://beta.localhost:${httpPort}/config.ini` }, 1);
  // Its own HTTP turns into the rescue path and back; its neighbor comes and goes on the HTTPS port they share.
  for (let change = 0; change < BINDING_CHANGES; change += 2) {
    await api.configure('acme', { binding: change % 4 === 0 ? 'https' : 'http+https' });
    await api.configure('beta', { binding: change % 4 === 0 ? 'http+https' : 'http', certificate: names[1] });
  }
  for (let swap = 1; swap <= CERTIFICATE_SWAPS; swap++)
    await api.configure('acme', { certificate: names[swap % CERTIFICATES] });

  const { requests, failures } = await load.stop();
  assert.deepEqual(failures, []);
  assert.ok(requests > CERTIFICATE_SWAPS, `only ${requests} requests`);
});
