import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect as tcpConnect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { connect as tlsConnect } from 'node:tls';
import { createTestCa, freePorts } from '@causeway/testkit';
import { createBindings } from './bindings.ts';
import type { Arrival, ArrivalHandler } from './bound-listener.ts';
import { explainListenError } from './port-server.ts';
import { loopback } from './prove/dial.ts';
import { HttpLoad } from './testing/http-load.ts';
import { httpListener, httpsListener, sayWho } from './testing/say-who.ts';

const ca = createTestCa();
const anna = ca.issue({ hostnames: ['anna.localhost'] });
const boris = ca.issue({ hostnames: ['boris.localhost'] });
let bindings = createBindings();
before(() => {
  bindings = createBindings({ drainTimeoutMs: 1_000 });
});
after(() => bindings[Symbol.asyncDispose]());

function ask(port: number, host: string | undefined, path = '/') {
  const request = httpRequest({
    port,
    path,
    agent: false,
    setHost: false,
    headers: host === undefined ? {} : { host },
  });
  request.end();
  return once(request, 'response').then(async ([response]) => ({
    status: response.statusCode,
    body: await text(response),
  }));
}

/** The alert or error of a handshake, or `ok` with what answered. */
async function shake(
  port: number,
  options: { servername?: string; host?: string; minVersion?: 'TLSv1.2'; maxVersion?: 'TLSv1.2' | 'TLSv1.1' },
) {
  const { host = options.servername, ...tls } = options;
  const socket = tlsConnect({ port, lookup: loopback, ca: ca.certificatePem, ...tls });
  try {
    await once(socket, 'secureConnect');
    socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    return { protocol: socket.getProtocol(), answer: await text(socket) };
  } catch (error) {
    return {
      protocol: null,
      answer: error instanceof Error && 'code' in error ? String(error.code) : String(error),
    };
  } finally {
    socket.destroy();
  }
}

test('the Host field chooses the tenant, and unknown names get nothing of anybody', async () => {
  const [port = 0] = await freePorts(1);
  await bindings.apply('a', [httpListener('anna.localhost', port)], sayWho);
  await bindings.apply('b', [httpListener('boris.localhost', port)], sayWho);
  const { body } = await ask(port, `BORIS.localhost:${port}`);
  const arrival: Arrival = JSON.parse(body);
  assert.deepEqual(
    [arrival.owner, arrival.address, arrival.trust],
    ['b', `http://boris.localhost:${port}`, 'none'],
  );
  assert.equal((await ask(port, 'evil.example', `http://anna.localhost:${port}/x`)).status, 200);
  for (const host of ['evil.example', 'anna.localhost.', '', '[::1]', `x${'y'.repeat(300)}`]) {
    const { status, body: refusal } = await ask(port, host);
    assert.ok(status === 421 || status === 400, `${host}: ${status}`);
    assert.doesNotMatch(refusal, /anna|boris/);
  }
  await bindings.apply('a', [], sayWho);
  await bindings.apply('b', [], sayWho);
  assert.equal(bindings.isListening(port), false);
});

test('SNI chooses the certificate; no name and unknown names end in an alert, and the Host must be the same', async () => {
  const [port = 0] = await freePorts(1);
  await bindings.apply('a', [httpsListener('anna.localhost', port, anna)], sayWho);
  await bindings.apply('b', [httpsListener('boris.localhost', port, boris)], sayWho);
  const { answer } = await shake(port, { servername: 'anna.localhost' });
  assert.match(answer, /200 OK[\s\S]*"owner":"a"/);
  assert.match(
    (await shake(port, { servername: 'anna.localhost', host: 'boris.localhost' })).answer,
    /^HTTP\/1.1 421/,
  );
  for (const servername of ['', 'evil.example']) {
    const refused = await shake(port, { servername });
    assert.match(refused.answer, /ALERT_HANDSHAKE_FAILURE|UNRECOGNIZED_NAME/, servername);
  }
  await bindings.apply('a', [], sayWho);
  await bindings.apply('b', [], sayWho);
});

test('TLS 1.2 and 1.3 are spoken, 1.1 is not, and no session is ever resumed', async () => {
  const [port = 0] = await freePorts(1);
  await bindings.apply('a', [httpsListener('anna.localhost', port, anna)], sayWho);
  const name = { servername: 'anna.localhost' };
  assert.equal((await shake(port, name)).protocol, 'TLSv1.3');
  assert.equal((await shake(port, { ...name, maxVersion: 'TLSv1.2' })).protocol, 'TLSv1.2');
  const old = tlsConnect({
    port,
    ...name,
    lookup: loopback,
    ca: ca.certificatePem,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  const [error] = await once(old, 'error');
  assert.match(error.code, /PROTOCOL_VERSION/);
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const first = tlsConnect({ port, ...name, lookup: loopback, ca: ca.certificatePem, maxVersion });
    const sessions: Buffer[] = [];
    first.on('session', (session) => sessions.push(session));
    first.end('GET / HTTP/1.1\r\nHost: anna.localhost\r\nConnection: close\r\n\r\n');
    await text(first);
    const session = sessions.at(-1);
    const again = tlsConnect({
      port,
      ...name,
      lookup: loopback,
      ca: ca.certificatePem,
      maxVersion,
      ...(session && { session }),
    });
    await once(again, 'secureConnect');
    assert.equal(again.isSessionReused(), false);
    again.destroy();
  }
  await bindings.apply('a', [], sayWho);
});

test('all or nothing: a port that is taken leaves what was served as it was', async () => {
  const [free = 0, own = 0] = await freePorts(2);
  const stranger = createServer().listen(0);
  await once(stranger, 'listening');
  const address = stranger.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;
  await bindings.apply('a', [httpListener('anna.localhost', own)], sayWho);
  const wanted = [httpListener('anna.localhost', free), httpListener('anna.localhost', taken)];
  await assert.rejects(bindings.apply('a', wanted, sayWho), { code: 'PORT_TAKEN' });
  assert.equal(bindings.isListening(free), false);
  assert.equal((await ask(own, 'anna.localhost')).status, 200);
  await assert.rejects(bindings.apply('b', [httpListener('anna.localhost', own)], sayWho), {
    code: 'HOSTNAME_TAKEN',
  });
  await assert.rejects(bindings.apply('b', [httpsListener('boris.localhost', own, boris)], sayWho), {
    code: 'PORT_SCHEME_CONFLICT',
  });
  const mismatch = { ...httpsListener('anna.localhost', free, { ...anna, keyPem: boris.keyPem }) };
  await assert.rejects(bindings.apply('a', [mismatch], sayWho), { code: 'LISTENER_CERTIFICATE_UNUSABLE' });
  assert.deepEqual(bindings.listenersOf('a'), [httpListener('anna.localhost', own)]);
  await bindings.apply('a', [], sayWho);
  stranger.close();
});

test('what the operating system says becomes a code', () => {
  const code = (name: string) => Object.assign(new Error(name), { code: name });
  assert.throws(
    () => {
      throw explainListenError(code('EACCES'), 80);
    },
    { code: 'PORT_PRIVILEGED' },
  );
  assert.throws(
    () => {
      throw explainListenError(code('EADDRINUSE'), 80);
    },
    { code: 'PORT_TAKEN' },
  );
  assert.throws(
    () => {
      throw explainListenError(code('EINVAL'), 80);
    },
    { code: 'PORT_UNUSABLE' },
  );
});

test('100 swaps of the certificate under load: not one request fails, and each is told the certificate it saw', async () => {
  const [port = 0] = await freePorts(1);
  const certificates = Array.from({ length: 100 }, () => ca.issue({ hostnames: ['anna.localhost'] }));
  const seen: [string, string][] = [];
  const handler = (
    request: Parameters<typeof sayWho>[0],
    response: Parameters<typeof sayWho>[1],
    arrival: Arrival,
  ) => {
    seen.push([arrival.certificateSha256 ?? '', arrival.trust]);
    return sayWho(request, response, arrival);
  };
  await bindings.apply('a', [httpsListener('anna.localhost', port, anna, anna.sha256)], handler);
  const load = new HttpLoad();
  for (const keepAlive of [true, false, true, false])
    load.add({ scheme: 'https', hostname: 'anna.localhost', port, anchorPem: ca.certificatePem }, keepAlive);
  for (const certificate of certificates) {
    await load.more(6);
    await bindings.apply(
      'a',
      [httpsListener('anna.localhost', port, certificate, certificate.sha256)],
      handler,
    );
  }
  await load.stop();
  assert.deepEqual(load.failures, []);
  assert.ok(load.certificates.size > 50, `${load.certificates.size} certificates seen`);
  assert.ok(
    seen.every(([certificate, trust]) => certificate === trust && load.certificates.has(certificate)),
  );
  await bindings.apply('a', [], sayWho);
});

test('20 times a neighbor comes and goes on the same ports under load: not one request fails', async () => {
  const [http = 0, https = 0] = await freePorts(2);
  const own = [httpListener('anna.localhost', http), httpsListener('anna.localhost', https, anna)];
  await bindings.apply('a', own, sayWho);
  const load = new HttpLoad();
  for (const keepAlive of [true, false]) {
    load.add({ scheme: 'http', hostname: 'anna.localhost', port: http }, keepAlive);
    load.add(
      { scheme: 'https', hostname: 'anna.localhost', port: https, anchorPem: ca.certificatePem },
      keepAlive,
    );
  }
  for (let turn = 0; turn < 20; turn++) {
    await bindings.apply(
      'b',
      [httpListener('boris.localhost', http), httpsListener('boris.localhost', https, boris)],
      sayWho,
    );
    await load.more(10);
    await bindings.apply('b', [], sayWho);
    await load.more(10);
  }
  await load.stop();
  assert.deepEqual(load.failures, []);
  await bindings.apply('a', [], sayWho);
});

test('a request in flight is answered before its listener is gone, and one that hangs is cut off', async () => {
  const [port = 0] = await freePorts(1);
  const arrived = Promise.withResolvers<() => void>();
  await bindings.apply('a', [httpListener('anna.localhost', port)], (_request, response) =>
    arrived.resolve(() => response.end('late')),
  );
  const answer = ask(port, 'anna.localhost');
  const finish = await arrived.promise;
  const gone = bindings.apply('a', [], sayWho);
  finish();
  assert.equal((await answer).body, 'late');
  await gone;
  await bindings.apply('a', [httpListener('anna.localhost', port)], () => {});
  const hanging = ask(port, 'anna.localhost');
  hanging.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  await bindings.apply('a', [], sayWho);
  assert.equal(bindings.isListening(port), false);
});

test('a handler that fails answers 500 without its text, and garbage does no harm', async () => {
  const [port = 0] = await freePorts(1);
  await bindings.apply('a', [httpListener('anna.localhost', port)], () =>
    Promise.reject(new Error('secret detail')),
  );
  const { status, body } = await ask(port, 'anna.localhost');
  assert.equal(status, 500);
  assert.doesNotMatch(body, /secret/);
  const socket = tcpConnect(port, 'localhost');
  socket.end('\x16\x03\x01 not http\r\n\r\n');
  assert.match(await text(socket), /^HTTP\/1.1 400/);
  assert.equal((await ask(port, 'anna.localhost')).status, 500);
  await bindings.apply('a', [], sayWho);
});

test('an abort before its turn changes nothing', async () => {
  const [port = 0] = await freePorts(1);
  const signal = AbortSignal.abort();
  await assert.rejects(bindings.apply('a', [httpListener('anna.localhost', port)], sayWho, signal), {
    name: 'AbortError',
  });
  assert.equal(bindings.isListening(port), false);
});

test('who makes a client wait is told when the listener goes or is replaced, and nobody drains in vain', async () => {
  const [port = 0] = await freePorts(1);
  await using patient = createBindings({ drainTimeoutMs: 60_000 });
  const arrived = Promise.withResolvers<void>();
  const hold: ArrivalHandler = async (_request, response, { leaving }) => {
    arrived.resolve();
    if (!leaving.aborted) await once(leaving, 'abort');
    response.end('leaving');
  };
  await patient.apply('a', [httpListener('anna.localhost', port)], hold);
  const held = ask(port, 'anna.localhost');
  await arrived.promise;
  await patient.apply('a', [], hold);
  assert.equal((await held).body, 'leaving');
});
