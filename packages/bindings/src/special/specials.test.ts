import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as tcpConnect } from 'node:net';
import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, test } from 'node:test';
import { type ConnectionOptions, connect as tlsConnect } from 'node:tls';
import { createTestCa, freePorts } from '@causeway/testkit';
import { type Bindings, createBindings } from '../bindings.ts';
import { loopback } from '../prove/dial.ts';
import { HttpLoad } from '../testing/http-load.ts';
import { httpListener, httpsListener, sayWho, toBound } from '../testing/say-who.ts';

const ca = createTestCa();
const live = ca.issue({ hostnames: ['anna.localhost'] });
const coming = ca.issue({ hostnames: ['anna.localhost'] });
const servername = 'anna.localhost';
let bindings: Bindings;
let port = 0;
beforeEach(async () => {
  [port = 0] = await freePorts(1);
  bindings = createBindings({ drainTimeoutMs: 1_000 });
  await bindings.apply('a', [httpsListener(servername, port, live)], sayWho);
});
afterEach(() => bindings[Symbol.asyncDispose]());

const rehearsal = () => ({
  owner: 'a',
  port,
  hostname: servername,
  alpn: 'causeway-rehearsal',
  certificate: toBound(coming, 'coming anchor'),
  handler: sayWho,
});

async function open(options: ConnectionOptions) {
  const socket = tlsConnect({ port, lookup: loopback, ca: ca.certificatePem, servername, ...options });
  try {
    await once(socket, 'secureConnect');
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function shake(options: ConnectionOptions) {
  const socket = await open(options);
  try {
    const certificate = socket.getPeerX509Certificate();
    socket.write(`GET / HTTP/1.1\r\nHost: ${servername}\r\nConnection: close\r\n\r\n`);
    return {
      sha256: certificate?.fingerprint256.replaceAll(':', '').toLowerCase(),
      alpn: socket.alpnProtocol,
      answer: await text(socket),
    };
  } finally {
    socket.destroy();
  }
}

test('who asks for the special by its ALPN id meets its certificate and handler, everybody else the live one', async () => {
  using _special = bindings.addSpecial(rehearsal());
  const special = await shake({ ALPNProtocols: ['causeway-rehearsal'] });
  assert.deepEqual([special.sha256, special.alpn], [coming.sha256, 'causeway-rehearsal']);
  for (const part of ['200 OK', '"trust":"coming anchor"', coming.sha256])
    assert.ok(special.answer.includes(part), part);
  for (const options of [{}, { ALPNProtocols: ['http/1.1'] }]) {
    const ordinary = await shake(options);
    assert.equal(ordinary.sha256, live.sha256);
    assert.match(ordinary.answer, new RegExp(live.sha256));
  }
  await assert.rejects(shake({ servername: 'evil.localhost', ALPNProtocols: ['causeway-rehearsal'] }), {
    code: /ALERT/,
  });
});

test('without a handler a connection ends with its handshake', async () => {
  const { handler: _handler, ...silent } = { ...rehearsal(), alpn: 'acme-tls/1' };
  using _special = bindings.addSpecial(silent);
  const { sha256, alpn, answer } = await shake({ ALPNProtocols: ['acme-tls/1'] });
  assert.deepEqual([sha256, alpn, answer], [coming.sha256, 'acme-tls/1', '']);
});

test('several specials of one name are told apart by their ids, and each goes alone', async () => {
  using _rehearsal = bindings.addSpecial(rehearsal());
  const challenge = ca.issue({ hostnames: [servername] });
  const acme = bindings.addSpecial({
    ...rehearsal(),
    alpn: 'acme-tls/1',
    certificate: toBound(challenge, ''),
  });
  assert.equal((await shake({ ALPNProtocols: ['acme-tls/1'] })).sha256, challenge.sha256);
  acme[Symbol.dispose]();
  await assert.rejects(shake({ ALPNProtocols: ['acme-tls/1'] }), { code: /NO_APPLICATION_PROTOCOL/ });
  assert.equal((await shake({ ALPNProtocols: ['causeway-rehearsal'] })).sha256, coming.sha256);
});

test('a request that is being answered when its special goes gets its answer, and its connection ends with it', async () => {
  const [arrived, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const special = bindings.addSpecial({
    ...rehearsal(),
    handler: async (_request, response) => {
      arrived.resolve();
      await answer.promise;
      response.writeHead(200, { 'content-length': 6 }).end('proven');
    },
  });
  const socket = await open({ ALPNProtocols: ['causeway-rehearsal'] });
  const received = text(socket);
  socket.write(`POST / HTTP/1.1\r\nHost: ${servername}\r\nContent-Length: 0\r\n\r\n`);
  await arrived.promise;
  special[Symbol.dispose]();
  answer.resolve();
  assert.match(await received, /^HTTP\/1\.1 200 OK\r\n(.+\r\n)*Connection: close\r\n(.+\r\n)*\r\nproven$/);
});

test('a connection that rests when its special goes is ended, one that has yet to ask is answered first', async () => {
  const answered = Promise.withResolvers<void>();
  const special = bindings.addSpecial({
    ...rehearsal(),
    handler: (request, response, arrival) => {
      response.once('close', answered.resolve);
      return sayWho(request, response, arrival);
    },
  });
  const alpn = { ALPNProtocols: ['causeway-rehearsal'] };
  const [resting, silent] = [await open(alpn), await open(alpn)];
  const ended = once(resting, 'end');
  resting.write(`GET / HTTP/1.1\r\nHost: ${servername}\r\n\r\n`);
  const [answer] = await once(resting, 'data');
  assert.match(String(answer), /^HTTP\/1\.1 200 OK\r\n(.+\r\n)*Connection: keep-alive\r\n/);
  await answered.promise;
  special[Symbol.dispose]();
  await ended;
  silent.write(`GET / HTTP/1.1\r\nHost: ${servername}\r\n\r\n`);
  assert.match(await text(silent), /^HTTP\/1\.1 200 OK\r\n(.+\r\n)*Connection: close\r\n/);
  resting.destroy();
});

test('a special outlives the changes of its owner and goes with its port', async () => {
  bindings.addSpecial(rehearsal());
  assert.throws(() => bindings.addSpecial(rehearsal()), { code: 'SPECIAL_TAKEN' });
  await bindings.apply('a', [httpsListener(servername, port, ca.issue({ hostnames: [servername] }))], sayWho);
  assert.equal((await shake({ ALPNProtocols: ['causeway-rehearsal'] })).sha256, coming.sha256);
  await bindings.apply('a', [], sayWho);
  assert.throws(() => bindings.addSpecial(rehearsal()), { code: 'SPECIAL_PORT_CLOSED' });
  await bindings.apply('a', [httpListener(servername, port)], sayWho);
  assert.throws(() => bindings.addSpecial(rehearsal()), { code: 'SPECIAL_PORT_CLOSED' });
});

test('specials come and go under load: not one request fails, and nobody else is shown their certificate', async () => {
  const load = new HttpLoad();
  for (const keepAlive of [true, false, true, false])
    load.add({ scheme: 'https', hostname: servername, port, anchorPem: ca.certificatePem }, keepAlive);
  for (let turn = 0; turn < 30; turn++) {
    const special = bindings.addSpecial(rehearsal());
    await load.more(5);
    assert.equal((await shake({ ALPNProtocols: ['causeway-rehearsal'] })).sha256, coming.sha256);
    special[Symbol.dispose]();
    await load.more(5);
  }
  await load.stop();
  assert.deepEqual(load.failures, []);
  assert.deepEqual([...load.certificates], [live.sha256]);
});

test('a hello that comes byte by byte is heard', async () => {
  using _special = bindings.addSpecial(rehearsal());
  const wire = tcpConnect({ port, host: 'localhost', noDelay: true });
  const socket = new Duplex({
    read: () => {},
    async write(chunk: Buffer, _encoding, done) {
      for (const byte of chunk) {
        wire.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      done();
    },
  });
  wire.on('data', (chunk) => socket.push(chunk)).on('end', () => socket.push(null));
  const { sha256 } = await shake({ socket, ALPNProtocols: ['causeway-rehearsal'] });
  assert.equal(sha256, coming.sha256);
  wire.destroy();
});

test('garbage is refused as ever, and silence is cut off', async (context) => {
  using _special = bindings.addSpecial(rehearsal());
  const garbage = tcpConnect(port, 'localhost');
  garbage.end('not tls at all\r\n\r\n');
  assert.doesNotMatch(await text(garbage).catch(() => ''), /200/);
  const half = tcpConnect(port, 'localhost');
  half.end(Buffer.from([22, 3, 1]));
  await once(half.resume(), 'close');
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const silent = tcpConnect(port, 'localhost');
  await once(silent, 'connect');
  const closed = once(silent.resume(), 'close');
  const beat = setInterval(() => context.mock.timers.tick(1_000), 1);
  await closed;
  clearInterval(beat);
});

test('a connection that has said nothing does not hold up the end of its port', async () => {
  using _special = bindings.addSpecial(rehearsal());
  const silent = tcpConnect(port, 'localhost');
  await once(silent, 'connect');
  await shake({});
  await bindings.apply('a', [], sayWho);
  assert.equal(bindings.isListening(port), false);
  silent.destroy();
});

test('a path is answered on every HTTP port for its hostname alone, and no longer than it is wanted', async () => {
  const [http = 0] = await freePorts(1);
  await bindings.apply(
    'b',
    [{ ...httpListener(servername, http), serves: 'rescue' }],
    (_request, response) => {
      response.writeHead(404).end();
    },
  );
  const ask = async (host: string, path: string, method = 'GET') => {
    const request = httpRequest({ port: http, path, method, agent: false, headers: { host } }).end();
    const [response] = await once(request, 'response');
    return `${response.statusCode} ${await text(response)}`;
  };
  const answer = bindings.addPathAnswer({ hostname: servername, path: '/.well-known/x', body: 'proof' });
  bindings.addPathAnswer({ hostname: 'coming.localhost', path: '/.well-known/x', body: 'other proof' });
  assert.equal(await ask(`ANNA.localhost:${http}`, '/.well-known/x'), '200 proof');
  assert.equal(await ask('coming.localhost', '/.well-known/x'), '200 other proof');
  assert.equal(await ask(servername, '/.well-known/y'), '404 ');
  assert.equal(await ask(servername, '/.well-known/x', 'POST'), '404 ');
  assert.match(await ask('evil.localhost', '/.well-known/x'), /^421/);
  answer[Symbol.dispose]();
  assert.equal(await ask(servername, '/.well-known/x'), '404 ');
});
