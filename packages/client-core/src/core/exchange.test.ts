import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  contentDigestOf,
  getSignature,
  readSignatures,
  requestComponents,
  targetUriOf,
  verifySignature,
} from '@causeway/message-signatures';
import { crossedScene, HTTPS, type Scene } from '../testing/scene.ts';
import { refuse, reply } from '../testing/test-endpoint.ts';
import { exchange, type SignedMessage, signerOf } from './exchange.ts';
import type { TransportRequest } from './ports.ts';
import { bestRoad } from './roads.ts';

const PATH = '/endpoint-server/batch';
const isAnswer: SignedMessage['isAnswer'] = ({ status }) => status === 200;

/** Sends it down the best road. @returns what arrived, and the answer */
async function sendFrom(scene: Scene, message: Partial<SignedMessage>) {
  const seen: TransportRequest[] = [];
  scene.endpoint.instead.set(PATH, (request) => {
    seen.push(request);
    return reply(200, '{}');
  });
  const road = bestRoad(scene.state);
  assert.ok(road);
  const ports = {
    transport: {
      send: (request: TransportRequest) => {
        seen.push(request);
        return scene.network.send(request);
      },
    },
    ...{ now: () => scene.at, nonce: () => 'n-1' },
  };
  const answer = await exchange(
    ports,
    road,
    { method: 'POST', path: PATH, isAnswer, ...message },
    signerOf(scene.state),
  );
  const request = seen.at(-1);
  assert.ok(request);
  return { request, answer };
}

test('bytes are sent as they are, under their own content type and encoding, with the digest of what is on the wire', async () => {
  const body = gzipSync(JSON.stringify({ entries: [] }));
  const headers = { 'content-type': 'application/x-batch', 'content-encoding': 'gzip' };
  const { request } = await sendFrom(await crossedScene(), { body, headers });
  assert.deepEqual(Buffer.from(request.body ?? []), body);
  assert.equal(gunzipSync(request.body ?? Buffer.alloc(0)).toString(), '{"entries":[]}');
  const { 'content-type': type, 'content-encoding': encoding, 'content-digest': digest } = request.headers;
  assert.deepEqual([type, encoding, digest], ['application/x-batch', 'gzip', contentDigestOf(body)]);
});

test('text is JSON, and what has no body has no type', async () => {
  const scene = await crossedScene();
  const { request } = await sendFrom(scene, { body: '{}' });
  assert.equal(request.headers['content-type'], 'application/json');
  const { request: empty } = await sendFrom(scene, { method: 'GET' });
  assert.deepEqual([empty.headers['content-type'], empty.headers['content-digest']], [undefined, undefined]);
});

test('no header of the message takes the place of a signed field', async () => {
  const headers = { signature: 'sig=:AAAA:', 'content-digest': 'sha-256=:AAAA:' };
  const { request } = await sendFrom(await crossedScene(), { body: '{}', headers });
  assert.equal(request.headers['content-digest'], contentDigestOf('{}'));
  assert.notEqual(request.headers.signature, headers.signature);
});

test('the answer comes with the signature of its request, by the key and the id of the client', async () => {
  const scene = await crossedScene();
  const { request, answer } = await sendFrom(scene, { body: '{}' });
  const claimed = getSignature(readSignatures({ ...request.headers }), 'sig');
  assert.equal(answer.requestSignature, claimed.value.toString('base64'));
  assert.equal(claimed.keyId, scene.state.clientId);
  const contentDigest = contentDigestOf('{}');
  const targetUri = targetUriOf(HTTPS, PATH);
  verifySignature(claimed, requestComponents({ method: 'POST', targetUri, contentDigest }), {
    publicKey: createPublicKey(signerOf(scene.state).privateKey),
  });
});

test('a request signs by the server’s time, as far as the client knows it', async () => {
  const scene = await crossedScene();
  await scene.store.save({ ...scene.state, clockOffsetSeconds: -7_200 });
  const { request } = await sendFrom(scene, { body: '{}' });
  const { created } = getSignature(readSignatures({ ...request.headers }), 'sig');
  assert.equal(created, scene.at / 1000 - 7_200);
});

test('how long to wait and how much to take are the message’s to say', async () => {
  const { request } = await sendFrom(await crossedScene(), { body: '{}', timeoutMs: 45_000, maxBytes: 7 });
  assert.deepEqual([request.timeoutMs, request.maxBytes], [45_000, 7]);
  const { request: usual } = await sendFrom(await crossedScene(), { body: '{}' });
  assert.equal(usual.timeoutMs, undefined);
});

test('a refusal is thrown with its code, and what is no answer of ours is no answer', async () => {
  const scene = await crossedScene();
  const road = bestRoad(scene.state);
  assert.ok(road);
  const ports = { transport: scene.network, now: () => scene.at, nonce: () => 'n-1' };
  const ask = () =>
    exchange(ports, road, { method: 'POST', path: PATH, body: '{}', isAnswer }, signerOf(scene.state));
  scene.endpoint.instead.set(PATH, () => refuse(403, 'ENDPOINT_SERVER_PENDING'));
  await assert.rejects(ask(), { code: 'ENDPOINT_SERVER_PENDING', status: 403 });
  scene.endpoint.instead.set(PATH, () => reply(204));
  await assert.rejects(ask(), { code: 'ANSWER_UNREADABLE' });
  // Neither is noted: the next round finds out by itself.
  assert.equal(scene.state.ways[HTTPS]?.failure, null);
});
