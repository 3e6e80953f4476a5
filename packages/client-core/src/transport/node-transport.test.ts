import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Address } from '@causeway/contract';
import { createTestCa, freePorts, type TestCertificate } from '@causeway/testkit';
import { TransportFailure, type TransportRequest } from '../core/ports.ts';
import { dropConnections } from '../testing/drop-connections.ts';
import { type Served, serveHttp, serveHttps, serveTcp } from '../testing/serve.ts';
import { NodeTransport } from './node-transport.ts';

const DAY_MS = 86_400_000;
const hostnames = ['acme.localhost'];
const ca = createTestCa();
const good = ca.issue({ hostnames });
const transport = new NodeTransport();

function ask(address: string, changes: Partial<TransportRequest> = {}): TransportRequest {
  return {
    // Each is written in full right where it is used.
    address: address as Address,
    ...{ method: 'GET', path: '/config.ini', headers: {}, systemStore: false, maxBytes: 1_000 },
    anchorsPem: [ca.certificatePem],
    ...changes,
  };
}

const httpsAt = ({ port }: Served) => `https://acme.localhost:${port}`;
const httpAt = ({ port }: Served) => `http://acme.localhost:${port}`;

async function failureOf(request: TransportRequest, by = transport): Promise<TransportFailure> {
  const answer = await by.send(request).catch((error: unknown) => error);
  assert.ok(answer instanceof TransportFailure, `answered: ${JSON.stringify(answer)}`);
  return answer;
}

test('an answer comes with its status, headers and body, over HTTP and over HTTPS that is trusted', async () => {
  const handler: Parameters<typeof serveHttp>[0] = (request, response) => {
    response.writeHead(201, { 'x-seen': `${request.method} ${request.url} ${request.headers.host}` });
    request.pipe(response);
  };
  await using http = await serveHttp(handler);
  await using https = await serveHttps(good, handler);
  for (const address of [httpAt(http), httpsAt(https)]) {
    const answer = await transport.send(ask(address, { method: 'POST', body: Buffer.from('{"a":1}') }));
    assert.deepEqual([answer.status, Buffer.from(answer.body).toString()], [201, '{"a":1}']);
    assert.equal(answer.headers['x-seen'], `POST /config.ini ${address.split('//')[1]}`);
  }
});

const refused: readonly {
  readonly title: string;
  readonly code: string;
  readonly certificate: TestCertificate;
  readonly request?: Partial<TransportRequest>;
}[] = [
  {
    title: 'a certificate of a CA that is not trusted',
    code: 'CERTIFICATE_UNTRUSTED',
    certificate: createTestCa({ name: 'Elsewhere' }).issue({ hostnames }),
  },
  {
    title: 'a certificate of another CA with the same subject',
    code: 'CERTIFICATE_UNTRUSTED',
    certificate: createTestCa().issue({ hostnames }),
  },
  {
    title: 'any certificate where nothing is trusted',
    code: 'CERTIFICATE_UNTRUSTED',
    certificate: good,
    request: { anchorsPem: [] },
  },
  {
    title: 'a private CA where the public roots are trusted',
    code: 'CERTIFICATE_UNTRUSTED',
    certificate: good,
    request: { anchorsPem: [], systemStore: true },
  },
  {
    title: 'a certificate for another purpose',
    code: 'CERTIFICATE_UNTRUSTED',
    certificate: ca.issue({ hostnames, extendedKeyUsage: ['clientAuth'] }),
  },
  {
    title: 'a chain without its intermediate',
    code: 'CERTIFICATE_UNTRUSTED',
    certificate: withoutChain(ca.intermediate().issue({ hostnames })),
  },
  {
    title: 'a certificate for another name',
    code: 'CERTIFICATE_NAME_MISMATCH',
    certificate: ca.issue({ hostnames: ['beta.localhost'] }),
  },
  {
    title: 'a certificate with the name in its subject alone',
    code: 'CERTIFICATE_NAME_MISMATCH',
    certificate: ca.issue({ subject: 'acme.localhost', hostnames: ['*.acme.localhost'] }),
  },
  {
    title: 'an expired certificate',
    code: 'CERTIFICATE_EXPIRED',
    certificate: ca.issue({
      hostnames,
      notBefore: Date.now() - 10 * DAY_MS,
      notAfter: Date.now() - DAY_MS,
    }),
  },
  {
    title: 'a certificate of tomorrow',
    code: 'CERTIFICATE_NOT_YET_VALID',
    certificate: ca.issue({ hostnames, notBefore: Date.now() + DAY_MS }),
  },
];

for (const { title, code, certificate, request = {} } of refused) {
  test(`${title} is refused as ${code}, names the certificate that was seen, and no request is sent`, async () => {
    const requests: unknown[] = [];
    await using server = await serveHttps(certificate, (asked, response) => {
      requests.push(asked.url);
      response.end();
    });
    const failure = await failureOf(ask(httpsAt(server), request));
    assert.deepEqual([failure.code, failure.certificateSha256], [code, certificate.sha256]);
    assert.doesNotMatch(failure.message, /Node/);
    assert.deepEqual(requests, []);
  });
}

test('TLS 1.2 shows the certificate that is refused, as 1.3 does', async () => {
  const stranger = createTestCa({ name: 'Elsewhere' }).issue({ hostnames });
  await using server = await serveHttps(stranger, undefined, { maxVersion: 'TLSv1.2' });
  const failure = await failureOf(ask(httpsAt(server)));
  assert.deepEqual([failure.code, failure.certificateSha256], ['CERTIFICATE_UNTRUSTED', stranger.sha256]);
});

test('the environment of the process cannot switch the verification off', async (context) => {
  // In pieces, because the whole name stands nowhere in this house.
  const name = ['NODE_TLS', 'REJECT_UNAUTHORIZED'].join('_');
  process.env[name] = '0';
  context.after(() => delete process.env[name]);
  for (const certificate of [
    createTestCa({ name: 'Elsewhere' }).issue({ hostnames }),
    ca.issue({ hostnames: ['beta.localhost'] }),
  ]) {
    const requests: unknown[] = [];
    await using server = await serveHttps(certificate, (asked, response) => {
      requests.push(asked.url);
      response.end();
    });
    const failure = await failureOf(ask(httpsAt(server)));
    assert.match(failure.code, /^CERTIFICATE_/);
    assert.equal(failure.certificateSha256, certificate.sha256);
    assert.deepEqual(requests, []);
  }
});

test('a TLS version of the past is refused', async () => {
  const options = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await using server = await serveHttps(good, undefined, options);
  const failure = await failureOf(ask(httpsAt(server)));
  assert.deepEqual([failure.code, failure.certificateSha256], ['TLS_FAILED', undefined]);
});

test('what speaks no TLS, and what speaks no HTTP, is named as such', async () => {
  await using garbage = await serveTcp((socket) => socket.end('SSH-2.0-OpenSSH_10.0\r\n'.repeat(20)));
  assert.equal((await failureOf(ask(httpsAt(garbage)))).code, 'TLS_FAILED');
  assert.equal((await failureOf(ask(httpAt(garbage)))).code, 'ANSWER_UNREADABLE');
});

test('nobody there, hung up, hung up in the middle, and a name that leads nowhere', async () => {
  const [closed = 0] = await freePorts(1);
  const nobody = await failureOf(ask(`https://acme.localhost:${closed}`));
  assert.equal(nobody.code, 'CONNECTION_REFUSED');
  assert.match(nobody.message, /ECONNREFUSED/);
  await using rude = await serveTcp((socket) => void socket.on('data', () => socket.resetAndDestroy()));
  assert.equal((await failureOf(ask(httpAt(rude)))).code, 'CONNECTION_RESET');
  assert.equal((await failureOf(ask(httpsAt(rude)))).code, 'CONNECTION_RESET');
  await using torn = await serveTcp(
    (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n['),
  );
  assert.equal((await failureOf(ask(httpAt(torn)))).code, 'CONNECTION_RESET');
  assert.equal((await failureOf(ask('https://nowhere.invalid:443'))).code, 'NAME_NOT_RESOLVED');
});

test('a server that never answers is given up, before the handshake and after it', async () => {
  const impatient = new NodeTransport(200);
  await using silent = await serveTcp(() => {});
  await using slow = await serveHttps(good, () => {});
  for (const address of [httpAt(silent), httpsAt(silent), httpsAt(slow)]) {
    const failure = await failureOf(ask(address), impatient);
    assert.deepEqual([failure.code, failure.message], ['TIMEOUT', 'no answer within 0.2 s']);
  }
});

test('where no connection comes about, it is given up long before an answer would be', async () => {
  await using dropped = await dropConnections();
  const impatient = new NodeTransport(30_000, 300);
  for (const address of [httpAt(dropped), httpsAt(dropped)]) {
    const failure = await failureOf(ask(address), impatient);
    assert.deepEqual([failure.code, failure.message], ['TIMEOUT', 'no connection within 0.3 s']);
  }
});

test('a connection that is there has the time that an answer takes, be it longer than connecting may', async () => {
  await using slow = await serveHttps(good, (_request, response) => {
    setTimeout(() => response.end('at last'), 400);
  });
  const answer = await new NodeTransport(30_000, 200).send(ask(httpsAt(slow)));
  assert.equal(Buffer.from(answer.body).toString(), 'at last');
});

test('a request may be given a time of its own, shorter or longer than the usual one', async () => {
  await using silent = await serveTcp(() => {});
  const short = await failureOf(ask(httpAt(silent), { timeoutMs: 100 }));
  assert.equal(short.message, 'no answer within 0.1 s');
  const long = await failureOf(ask(httpAt(silent), { timeoutMs: 300 }), new NodeTransport(100));
  assert.equal(long.message, 'no answer within 0.3 s');
});

test('a large body has time in proportion to its size', async () => {
  await using silent = await serveTcp(() => {});
  const body = Buffer.alloc(16 * 100);
  const failure = await failureOf(ask(httpAt(silent), { method: 'POST', body }), new NodeTransport(100));
  assert.equal(failure.message, 'no answer within 0.2 s');
});

test('an answer that is too large is given up where it exceeds what was expected', async () => {
  let sent = 0;
  await using server = await serveHttps(good, (_request, response) => {
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(10_000))) sent += 10_000;
    };
    response.on('drain', pour);
    pour();
  });
  assert.equal((await failureOf(ask(httpsAt(server)))).code, 'ANSWER_TOO_LARGE');
  assert.ok(sent > 0);
});

test('a server that refuses a large body before it has read it is heard', async () => {
  await using server = await serveHttp((_request, response) => {
    response.writeHead(413, { connection: 'close' }).end('{"error":{"code":"MESSAGE_TOO_LARGE"}}');
  });
  const body = Buffer.alloc(4_000_000);
  const { status } = await transport.send(ask(httpAt(server), { method: 'POST', body }));
  assert.equal(status, 413);
});

test('whoever aborts gets the abort, and no failure of the address', async () => {
  const stop = new AbortController();
  await using server = await serveTcp(() => stop.abort());
  const request = ask(httpAt(server), { signal: stop.signal });
  await assert.rejects(transport.send(request), (error) => !(error instanceof TransportFailure));
});

test('what the other side says cannot reach a terminal as it is, nor be any length', () => {
  const { message } = new TransportFailure('X', `\u001b[31mred\r\n${'x'.repeat(1_000)}`);
  assert.match(message, /^ \[31mred x{280,}$/);
  assert.equal(message.length, 300);
});

function withoutChain(certificate: TestCertificate): TestCertificate {
  return { ...certificate, chainPem: certificate.certificatePem };
}
