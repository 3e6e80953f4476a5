import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { jsonAnswer, sendAnswer } from './plain-answer.ts';

const MB = 1024 * 1024;

for (const [how, field, frame] of [
  ['declared', `content-length: ${50 * MB}`, (chunk: Buffer) => chunk],
  ['in chunks', 'transfer-encoding: chunked', framed],
] as const)
  test(`who still sends what is ${how}, and is to be cut off afterwards, hears the answer`, async (t) => {
    const server = createServer((_, response) => sendAnswer(response, jsonAnswer(413, '{"no":true}')));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const socket = connect(address.port, '127.0.0.1');
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${field}\r\nconnection: close\r\n\r\n`);
    const chunk = frame(Buffer.alloc(MB, 'x'));
    for (let sent = 0; sent < 50; sent++) if (!socket.write(chunk)) await once(socket, 'drain');
    if (how === 'in chunks') socket.write('0\r\n\r\n');
    const answer = Buffer.concat(await Array.fromAsync(socket)).toString();
    assert.match(answer, /^HTTP\/1\.1 413 .*\{"no":true\}$/s);
  });

function framed(chunk: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
}
