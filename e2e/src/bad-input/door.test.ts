import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import fc from 'fast-check';
import { Installation } from '../constellation/installation.ts';
import { Questioner } from './ask.ts';
import { assertRefusal } from './refusal.ts';

/** Pieces of HTTP/1.1 (RFC 9112), in and out of their order. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('GET ', 'POST ', '/api/v1/tenants ', '/client/poll ', 'HTTP/1.1\r\n', '\r\n'),
  },
  fc.constantFrom(
    'Host: localhost\r\n',
    'Host: acme.localhost\r\n',
    'Content-Length: 5\r\n',
    'Content-Length: -1\r\n',
  ),
  fc.constantFrom(
    'Transfer-Encoding: chunked\r\n',
    '5\r\nhello\r\n',
    'ffffffffffffffff\r\n',
    '0\r\n\r\n',
    'Expect: 100-continue\r\n',
  ),
  fc.constantFrom(
    'Signature: sig=::\r\n',
    'Upgrade: h2c\r\nConnection: Upgrade\r\n',
    ' folded\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const bytes = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(piece, { minLength: 1, maxLength: 10 }).map((all) => Buffer.from(all.join(''))),
  },
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((all) => Buffer.from(all)),
);
const LARGE_HEAD = Buffer.from(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);

describe('bytes that are no request', () => {
  let installation: Installation;
  let questioner: Questioner;

  before(async () => {
    installation = await Installation.start();
    questioner = new Questioner(installation);
    const { httpPort, httpsPort } = installation;
    await questioner.must('POST', '/tenants', {
      name: 'acme',
      hostname: 'acme.localhost',
      httpPort,
      httpsPort,
    });
  });
  after(async () => {
    questioner[Symbol.dispose]();
    await installation[Symbol.asyncDispose]();
  });

  it('are answered by provisioning with a code, or not at all, and it goes on', async () => {
    const ca = readFileSync(installation.folder.file('data', 'console.pem'));
    const open = () =>
      connectTls({ host: 'localhost', port: installation.consolePort, ca, servername: 'localhost' });
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        for (const answer of answersIn(await exchange(open(), sent)))
          assert.ok(answer.status < 500, answer.head);
      }),
      { numRuns: 150, endOnFailure: true },
    );
    await questioner.must('GET', '/health');
  });

  it('are refused by provisioning in the form of every other refusal', async () => {
    const ca = readFileSync(installation.folder.file('data', 'console.pem'));
    const open = () =>
      connectTls({ host: 'localhost', port: installation.consolePort, ca, servername: 'localhost' });
    const refusals: readonly (readonly [Buffer, number, string])[] = [
      [Buffer.from('what is this?\r\n\r\n'), 400, 'REQUEST_INVALID'],
      [Buffer.from('GET /api/v1/tenants HTTP/1.1\r\nHost : x\r\n\r\n'), 400, 'REQUEST_INVALID'],
      [Buffer.from('GET /api/v1/ten%ffants HTTP/1.1\r\nHost: x\r\n\r\n'), 400, 'REQUEST_INVALID'],
      [LARGE_HEAD, 431, 'REQUEST_TOO_LARGE'],
    ];
    for (const [sent, status, code] of refusals) {
      const [answer] = answersIn(await exchange(open(), sent));
      assert.equal(answer?.status, status, `${sent}`.slice(0, 100));
      assertRefusal(JSON.parse(answer?.body ?? '').error, code);
    }
  });

  it('do not disturb the listener of a tenant', async () => {
    const open = () => connect({ host: 'localhost', port: installation.httpPort });
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        for (const answer of answersIn(await exchange(open(), sent)))
          assert.ok(answer.status < 500, answer.head);
      }),
      { numRuns: 300, endOnFailure: true },
    );
    const request = 'GET /config.ini HTTP/1.1\r\nHost: acme.localhost\r\nConnection: close\r\n\r\n';
    const [answer] = answersIn(await exchange(open(), Buffer.from(request)));
    assert.equal(answer?.status, 200);
  });
});

/** Sends it all, says that nothing more comes, and collects what is answered until the other side has closed. */
function exchange(socket: Socket, sent: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
    });
    // To hang up is an answer, too.
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
    socket.end(sent);
  });
}

/** The answers in their order; a body that looks like a head is none of ours. */
function answersIn(heard: string): { status: number; head: string; body: string }[] {
  return heard
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((one) => one !== '')
    .map((one) => {
      const [head = '', body = ''] = one.split('\r\n\r\n');
      return { status: Number(head.split(' ')[1]), head, body };
    });
}
