import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { after, before, test } from 'node:test';
import { createTestCa, freePorts } from '@causeway/testkit';
import { createBindings } from '../bindings.ts';
import { httpListener, httpsListener, sayWho } from '../testing/say-who.ts';
import type { ProofTarget } from './proof.ts';
import { checkNeighbors, proveListener } from './prove-listener.ts';

const ca = createTestCa();
const anna = ca.issue({ hostnames: ['anna.localhost'] });
const boris = ca.issue({ hostnames: ['boris.localhost'] });
const bindings = createBindings();
const limit = { timeoutMs: 5_000 };
let http = 0;
let https = 0;

before(async () => {
  [http = 0, https = 0] = await freePorts(2);
  await bindings.apply(
    'a',
    [httpListener('anna.localhost', http), httpsListener('anna.localhost', https, anna)],
    sayWho,
  );
  await bindings.apply(
    'b',
    [httpsListener('boris.localhost', https, boris)],
    (_request, response) => void response.writeHead(404).end(),
  );
});
after(() => bindings[Symbol.asyncDispose]());

const target = (changes: Partial<ProofTarget> = {}): ProofTarget => ({
  ...{
    scheme: 'https',
    hostname: 'anna.localhost',
    port: https,
    certificateSha256: anna.sha256,
    anchorPem: ca.certificatePem,
  },
  ...changes,
});
const codes = async (changes: Partial<ProofTarget>, options = limit) =>
  (await proveListener(target(changes), options)).map(({ code }) => code);

test('a listener as it should be is proven over HTTP, and over HTTPS with and without a name', async () => {
  assert.deepEqual(await codes({ scheme: 'http', port: http, certificateSha256: undefined }), ['OK']);
  assert.deepEqual(await codes({}), ['OK', 'OK']);
});

test('each way to fail has its code', async () => {
  const [closed = 0] = await freePorts(1);
  assert.equal((await codes({ certificateSha256: boris.sha256 }))[0], 'PROOF_WRONG_CERTIFICATE');
  assert.equal((await codes({ anchorPem: createTestCa().certificatePem }))[0], 'PROOF_UNTRUSTED');
  assert.equal((await codes({ port: closed }))[0], 'PROOF_NO_ANSWER');
  assert.equal(
    (await codes({ hostname: 'boris.localhost', certificateSha256: boris.sha256 }))[0],
    'PROOF_WRONG_STATUS',
  );
  assert.equal((await codes({ hostname: 'nowhere.invalid' }))[0], 'PROOF_NAME_NOT_RESOLVED');
});

test('a server that never answers is given up, and one that shows a stranger’s certificate to all is found out', async () => {
  const silent = createTcpServer().listen(0);
  await once(silent, 'listening');
  const stranger = createTlsServer({ cert: boris.chainPem, key: boris.keyPem }, (_request, response) =>
    response.end(),
  ).listen(0);
  await once(stranger, 'listening');
  const portOf = (server: typeof silent) => (server.address() as { port: number }).port;
  assert.equal((await codes({ port: portOf(silent) }, { timeoutMs: 200 }))[0], 'PROOF_TIMEOUT');
  assert.deepEqual(await codes({ port: portOf(stranger) }), [
    'PROOF_NAME_MISMATCH',
    'PROOF_WRONG_CERTIFICATE',
  ]);
  silent.close();
  stranger.close();
});

test('neighbors must show their own certificates', async () => {
  const neighbor = {
    hostname: 'anna.localhost',
    certificateSha256: anna.sha256,
    anchorPem: ca.certificatePem,
  };
  const proofs = await checkNeighbors(
    https,
    [neighbor, { ...neighbor, certificateSha256: boris.sha256 }],
    limit,
  );
  assert.deepEqual(
    proofs.map(({ check, code }) => [check, code]),
    [
      ['neighbor', 'OK'],
      ['neighbor', 'PROOF_WRONG_CERTIFICATE'],
    ],
  );
});
