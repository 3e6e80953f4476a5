import assert from 'node:assert/strict';
import { request as startRequest } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ForeignAgent, type ForeignReply, someXmlInventory, xmlOf } from '../testing/foreign-agent.ts';
import { type Site, serveEndpoint } from '../testing/serve-endpoint.ts';
import { pack } from './packing.ts';

const settings = { pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 };
const DEVICE = 'pc-anna-2026-11-23-10-00-00';
const MB = 1024 * 1024;

function serveForeign(): Promise<Site> {
  return serveEndpoint({ foreignAgents: () => settings });
}

async function assertNothingKept(site: Site): Promise<void> {
  assert.equal(await site.store.clients.count(), 0);
  assert.deepEqual(site.faults, []);
  assert.equal((await new ForeignAgent(site, DEVICE).prolog()).status, 200, 'the next one is served');
}

function assertRefused({ status, code }: ForeignReply, expected: number, expectedCode: string, what: string) {
  assert.deepEqual([status, code], [expected, expectedCode], what);
}

test('bombs of every kind are refused before they are unpacked', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  const start = Buffer.from('<?xml version="1.0"?><REQUEST><CONTENT>');
  const bomb = Buffer.concat([start, Buffer.alloc(180 * MB, ' ')]);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  const bombs = {
    'application/x-compress-zlib': deflateSync(bomb),
    'application/x-compress-gzip': gzipSync(bomb),
    'application/x-compress-deflate': deflateRawSync(bomb),
    'application/x-compress-br': brotliCompressSync(bomb, quality),
  };
  const before = process.memoryUsage().rss;
  for (const [type, body] of Object.entries(bombs)) {
    assert.ok(body.length < MB, type);
    const replies = Array.from({ length: 8 }, () =>
      agent.say('', { body, headers: { 'content-type': type } }),
    );
    for (const reply of await Promise.all(replies)) assertRefused(reply, 413, 'MESSAGE_TOO_LARGE', type);
  }
  const grown = (process.memoryUsage().rss - before) / MB;
  assert.ok(grown < 400, `${Math.round(grown)} MB more than before`);
  await assertNothingKept(site);
});

test('a small message may not become a large one', async () => {
  await using site = await serveForeign();
  const body = deflateSync(Buffer.alloc(2 * MB, ' '));
  const reply = await new ForeignAgent(site, DEVICE).say('', { body });
  assertRefused(reply, 413, 'MESSAGE_TOO_LARGE', `${body.length} bytes`);
});

const entities = ['a', ...'bcdefgh']
  .map((name, at, names) => `<!ENTITY ${name} "${at === 0 ? 'ha' : `&${names[at - 1]};`.repeat(10)}">`)
  .join('');

for (const [what, document, code] of [
  ['an entity bomb', `<!DOCTYPE REQUEST [${entities}]>${xml('&h;')}`, 'INVENTORY_FORBIDDEN'],
  ['a document type', `<!DOCTYPE REQUEST SYSTEM "http://x.example/a.dtd">${xml('a')}`, 'INVENTORY_FORBIDDEN'],
  [
    'an external entity',
    `<!DOCTYPE R [<!ENTITY x SYSTEM "file:///etc/passwd">]>${xml('&x;')}`,
    'INVENTORY_FORBIDDEN',
  ],
  ['an entity of its own', xml('&x;'), 'INVENTORY_MALFORMED'],
  ['elements without end', `<REQUEST>${'<a>'.repeat(200_000)}`, 'INVENTORY_MALFORMED'],
  ['half a document', someXmlInventory(DEVICE).slice(0, -30), 'INVENTORY_MALFORMED'],
  ['a document behind a document', xml('a') + xml('b'), 'INVENTORY_MALFORMED'],
  ['no device id', xmlOf('', 'INVENTORY', ''), 'INVENTORY_MALFORMED'],
  ['a device id that is too long', xmlOf('x'.repeat(256), 'PROLOG', ''), 'INVENTORY_MALFORMED'],
  ['no XML', '<', 'INVENTORY_MALFORMED'],
  ['JSON without end', '{"deviceid":"x","content":', 'INVENTORY_MALFORMED'],
  ['JSON that is deep', `{"deviceid":"x","content":${'['.repeat(100_000)}`, 'INVENTORY_MALFORMED'],
] as const) {
  test(`${what} is refused with ${code}, and nothing is kept`, async () => {
    await using site = await serveForeign();
    assertRefused(await new ForeignAgent(site, DEVICE).say(document), 400, code, what);
    await assertNothingKept(site);
  });
}

function xml(name: string): string {
  return xmlOf(DEVICE, 'INVENTORY', `<HARDWARE><NAME>${name}</NAME></HARDWARE>`);
}

test('bytes that are not what they are declared to be are refused', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  const declared = (encoding: string, bytes: Buffer) =>
    Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`), bytes]);
  const umlaut = Buffer.from(xml('k\u00e4se').replace(/^<\?xml.*\?>/, ''), 'latin1');
  for (const content of [
    declared('UTF-8', umlaut),
    declared('EBCDIC', umlaut),
    Buffer.from(`\ufeff${xml('a')}`, 'utf16le'),
    Buffer.from('{"deviceid":"k\u00e4se"}', 'latin1'),
  ]) {
    const reply = await agent.say('', { body: deflateSync(content), headers: {} });
    const codes = ['INVENTORY_ENCODING_WRONG', 'INVENTORY_MALFORMED'];
    assert.ok(reply.status === 400 && codes.includes(reply.code ?? ''), reply.text);
  }
  await assertNothingKept(site);
  const latin = await agent.say('', { body: deflateSync(declared('ISO-8859-1', umlaut)) });
  assert.equal(latin.status, 200);
  const [client] = await site.store.clients.list({ limit: 1 });
  assert.equal(client?.name, 'k\u00e4se');
});

test('what is not compressed as it says, or cut, is refused', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  const whole = deflateSync(someXmlInventory(DEVICE));
  for (const [type, body] of [
    ['application/x-compress-zlib', whole.subarray(0, -10)],
    ['application/x-compress-zlib', Buffer.concat([whole.subarray(0, 50), Buffer.alloc(50, 1)])],
    ['application/x-compress-gzip', gzipSync('x').subarray(0, -4)],
    ['application/x-compress-br', whole],
    ['application/x-compress-deflate', whole],
    ['application/x-compress-zlib', Buffer.from('hello')],
    ['application/x-compress-zlib', Buffer.alloc(0)],
    ['', Buffer.from([0, 1, 2, 3])],
  ] as const) {
    const reply = await agent.say('', { body, headers: { 'content-type': type } });
    assertRefused(reply, 400, 'FOREIGN_CONTENT_UNREADABLE', type);
  }
  await assertNothingKept(site);
});

for (const [how, headers] of [
  ['declared', { 'content-length': String(200 * MB) }],
  ['in chunks', { 'transfer-encoding': 'chunked' }],
] as const) {
  test(`200 MB ${how} are refused, and never kept in memory`, { timeout: 60_000 }, async () => {
    await using site = await serveForeign();
    const before = process.memoryUsage().rss;
    const status = await sendMuch(site.port, headers, 200);
    assert.equal(status, 413);
    const grown = (process.memoryUsage().rss - before) / MB;
    assert.ok(grown < 150, `${Math.round(grown)} MB more than before`);
    await assertNothingKept(site);
  });
}

/** One megabyte after the other, for as long as anybody takes them; the status that came back. */
function sendMuch(port: number, headers: Record<string, string>, megabytes: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = { host: '127.0.0.1', port, path: '/ocsinventory', method: 'POST', agent: false, headers };
  const outgoing = startRequest(options, (reply) => {
    reply.resume();
    resolve(reply.statusCode ?? 0);
    outgoing.destroy();
  });
  outgoing.on('error', reject);
  const chunk = Buffer.alloc(MB, '<');
  let left = megabytes;
  const write = () => {
    while (left-- > 0) if (!outgoing.write(chunk)) return void outgoing.once('drain', write);
    outgoing.end();
  };
  write();
  return promise;
}

test('of an upload that is cut off nothing is kept', async () => {
  await using site = await serveForeign();
  const body = deflateSync(someXmlInventory(DEVICE));
  for (const share of [0, 0.5, 0.99]) {
    const socket = connect(site.port, '127.0.0.1');
    const head = `POST /ocsinventory HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`;
    socket.write(head);
    socket.write(body.subarray(0, Math.floor(share * body.length)));
    socket.end();
    for await (const _ of socket);
  }
  await assertNothingKept(site);
});

test('fields without end are cut by the listener, and long ones change nothing', async () => {
  await using site = await serveForeign();
  const agent = new ForeignAgent(site, DEVICE);
  const flood = await agent.say('', { headers: { 'glpi-proxy-id': 'a,'.repeat(20_000) } });
  assert.equal(flood.status, 431);
  const long = { 'user-agent': 'x'.repeat(4_000), 'glpi-agent-id': 'x'.repeat(4_000), cookie: 'x' };
  assert.equal((await agent.prolog({ headers: long })).status, 200);
  await site.endpoint.flush();
  const [client] = await site.store.clients.list({ limit: 1 });
  assert.equal(client?.version, 'x'.repeat(50));
});

const bytes = fc.uint8Array({ maxLength: 400 }).map((one) => Buffer.from(one));
const share = fc.double({ min: 0, max: 1, noNaN: true });
type Mutation = (before: Buffer) => Buffer;
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  bytes.map((instead) => () => instead),
  fc.tuple(share, bytes).map(
    ([at, inserted]) =>
      (before: Buffer) =>
        splice(before, at, 0, inserted),
  ),
  fc.tuple(share, fc.nat(200)).map(
    ([at, count]) =>
      (before: Buffer) =>
        splice(before, at, count, Buffer.alloc(0)),
  ),
  fc.tuple(share, fc.nat(255)).map(
    ([at, byte]) =>
      (before: Buffer) =>
        splice(before, at, 1, Buffer.from([byte])),
  ),
  share.map((at) => (before: Buffer) => before.subarray(0, Math.floor(at * before.length))),
);
const packing = fc.constantFrom('zlib', 'gzip', 'deflate', 'br', 'none' as const);
const glpi = JSON.stringify({ action: 'inventory', deviceid: DEVICE, content: { hardware: { name: 'a' } } });
const message = fc.constantFrom(someXmlInventory(DEVICE), xmlOf(DEVICE, 'PROLOG', ''), glpi);
const where = fc.constantFrom('packed', 'plain' as const);

test('whatever a message is changed into, it is answered, and a refused one changes nothing', async () => {
  await using site = await serveForeign();
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      message,
      packing,
      where,
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      async (...one) => {
        const [text, how, changed, mutations] = one;
        const change = (content: Buffer) => mutations.reduce((before, mutate) => mutate(before), content);
        const plain = changed === 'plain' ? change(Buffer.from(text)) : Buffer.from(text);
        const packed = how === 'none' ? plain : pack(plain.toString('latin1'), how);
        const body = changed === 'packed' ? change(packed) : packed;
        const before = await stateOf(site);
        const headers = { 'content-type': `application/x-compress-${how}` };
        const reply = await new ForeignAgent(site, DEVICE).say('', { body, headers });
        if (reply.status === 200) return;
        refused++;
        assert.ok(
          reply.status >= 400 && reply.status < 502 && reply.status !== 500,
          `${reply.status} ${reply.text}`,
        );
        assert.match(reply.code ?? '', /^[A-Z][A-Z0-9_]+$/, reply.text);
        assert.equal(await stateOf(site), before);
      },
    ),
    { numRuns: 3_000, seed: 5 },
  );
  assert.ok(refused > 1_000, `${refused}`);
  assert.deepEqual(site.faults, []);
});

async function stateOf(site: Site): Promise<string> {
  const clients = await site.store.clients.list({ limit: 10_000 });
  const computers = clients.map(({ id }) => site.store.inventories.computerOf(id));
  return JSON.stringify([clients.map(({ id, name, version }) => [id, name, version]), computers]);
}

function splice(before: Buffer, share: number, count: number, inserted: Buffer): Buffer {
  const at = Math.floor(share * before.length);
  return Buffer.concat([before.subarray(0, at), inserted, before.subarray(at + count)]);
}
