import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { type ConnectionOptions, connect } from 'node:tls';
import { createTestCa, freePorts } from '@causeway/testkit';
import { createBindings } from './bindings.ts';
import { loopback } from './prove/dial.ts';
import { httpsListener, sayWho } from './testing/say-who.ts';

const HOSTNAME = 'anna.localhost';
const ca = createTestCa();
const bindings = createBindings();
let port = 0;
before(async () => {
  [port = 0] = await freePorts(1);
  await bindings.apply('a', [httpsListener(HOSTNAME, port, ca.issue({ hostnames: [HOSTNAME] }))], sayWho);
});
after(() => bindings[Symbol.asyncDispose]());

async function shake(options: ConnectionOptions) {
  const socket = connect({ port, host: HOSTNAME, servername: HOSTNAME, lookup: loopback, ...options });
  await once(socket, 'secureConnect');
  return socket;
}

test('a client cannot have the handshake made again on its connection', async () => {
  const socket = await shake({ ca: ca.certificatePem, maxVersion: 'TLSv1.2' });
  const refused = once(socket, 'error').then(([error]) => error);
  const again = new Promise((resolve) => socket.renegotiate({}, resolve));
  const outcome = await Promise.race([again, refused]);
  socket.destroy();
  assert.match(String(outcome), /no renegotiation|ERR_SSL/i);
});

test('the cipher is chosen in our order, except that ChaCha20 goes to whoever puts it first', async () => {
  const [strong, light, quick] = [
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
  ];
  const chosen = async (...ciphers: readonly string[]) => {
    const options = { ca: ca.certificatePem, maxVersion: 'TLSv1.2', ciphers: ciphers.join(':') } as const;
    const socket = await shake(options);
    const { name } = socket.getCipher();
    socket.destroy();
    return name;
  };
  assert.equal(await chosen(strong, light, quick), quick);
  assert.equal(await chosen(light, strong, quick), light);
});
