import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { type ConnectionOptions, connect } from 'node:tls';
import fc from 'fast-check';
import { MAX_HELLO_BYTES, parseClientHello } from './client-hello.ts';

/** The bytes that a real client says first. */
async function helloOf(options: ConnectionOptions): Promise<Buffer> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = connect({ port, host: 'localhost', ...options }).on('error', () => {});
  const [socket] = await once(server, 'connection');
  const [bytes] = await once(socket, 'data');
  client.destroy();
  socket.destroy();
  server.close();
  return bytes;
}

const alpn = { servername: 'anna.example', ALPNProtocols: ['acme-tls/1', 'http/1.1'] };

test('reads the name and the protocols that real clients send, in TLS 1.2 and 1.3', async () => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    assert.deepEqual(parseClientHello(await helloOf({ ...alpn, maxVersion })), {
      kind: 'hello',
      servername: 'anna.example',
      alpn: ['acme-tls/1', 'http/1.1'],
    });
  }
  assert.deepEqual(parseClientHello(await helloOf({ servername: '' })), {
    kind: 'hello',
    servername: '',
    alpn: [],
  });
});

test('reads the same from a hello in several records, and needs more for every beginning of one', async () => {
  const hello = await helloOf(alpn);
  const whole = parseClientHello(hello);
  for (let end = 0; end < hello.length; end++)
    assert.equal(parseClientHello(hello.subarray(0, end)).kind, 'incomplete', `${end} bytes`);
  assert.deepEqual(parseClientHello(inRecordsOf(200, hello)), whole);
  assert.equal(parseClientHello(inRecordsOf(1, hello)).kind, 'unreadable', 'a flood of tiny records');
});

test('gives up on a hello that never ends', () => {
  const endless = Buffer.alloc(MAX_HELLO_BYTES, 0);
  Buffer.from([22, 3, 1, 0x3f, 0xfb, 1, 0, 0x40, 0]).copy(endless);
  assert.equal(parseClientHello(endless.subarray(0, -1)).kind, 'incomplete');
  assert.equal(parseClientHello(endless).kind, 'unreadable');
  assert.equal(parseClientHello(Buffer.from([22, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff])).kind, 'unreadable');
});

test('what is no TLS is said to be none at its first byte', () => {
  for (const text of ['GET / HTTP/1.1\r\n\r\n', '\x15\x03\x01\x00\x02\x01\x00', '\x16\x04'])
    assert.equal(parseClientHello(Buffer.from(text, 'latin1')).kind, 'unreadable', JSON.stringify(text));
});

test('never throws, whatever arrives', async () => {
  const hello = await helloOf(alpn);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.match(parseClientHello(bytes).kind, /^(hello|incomplete|unreadable)$/);
    }),
  );
  const change = fc.record({ at: fc.nat(hello.length - 1), to: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const bytes = Buffer.from(hello);
      for (const { at, to } of changes) bytes[at] = to;
      assert.match(parseClientHello(bytes).kind, /^(hello|incomplete|unreadable)$/);
    }),
    { numRuns: 2_000 },
  );
});

function inRecordsOf(size: number, record: Buffer): Buffer {
  const message = record.subarray(5);
  const parts: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const part = message.subarray(at, at + size);
    parts.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 0xff]), part);
  }
  return Buffer.concat(parts);
}
