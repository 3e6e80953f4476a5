import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { asId, type ClientId } from '@causeway/contract';
import {
  OLDEST_UPSTREAM_CONTRACT,
  UPSTREAM_CONTRACT,
  upstreamPaths,
} from '@causeway/contract/upstream-messages';
import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';
import { send } from '../testing/send.ts';
import { mapsAmong, withoutEachField, withUnknownFields } from './testing/message-variants.ts';
import {
  type RecordedAnswer,
  Recording,
  recordings,
  type UpstreamPath,
} from './testing/recorded-messages.ts';
import { serveRecordedPlatform } from './testing/serve-recorded-platform.ts';
import { servePlatform, type TestEndpointServer } from './testing/test-endpoint-server.ts';
import { parseUpstreamMessage, upstreamAnswers } from './upstream-messages.ts';
import { verifyPlatformAnswer } from './verify-platform-answer.ts';

const paths = Object.keys(upstreamPaths) as UpstreamPath[];
const supported = Array.from(
  { length: UPSTREAM_CONTRACT - OLDEST_UPSTREAM_CONTRACT + 1 },
  (_, index) => OLDEST_UPSTREAM_CONTRACT + index,
);
// Of a union of validators none can be called: what they answer is compared as it is.
const validators: Readonly<Record<UpstreamPath, Validator<Record<string, never>, TSchema, unknown>>> =
  upstreamAnswers;

test('every version of the contract that is supported is recorded, and no other one', () => {
  const recorded = readdirSync(recordings, { withFileTypes: true }).filter((one) => one.isDirectory());
  assert.deepEqual(recorded.map(({ name }) => Number(name)).sort(), supported);
});

for (const contract of supported) {
  const recording = new Recording(contract);
  const { scene } = recording;

  suite(`contract ${contract}, at the platform`, () => {
    test('each recorded request is taken as it was sent, and its answer is one for the endpoint server', async () => {
      const { site } = await serveRecordedPlatform(scene);
      await using _site = site;
      for (const path of paths) {
        const { headers, content } = recording.request(path);
        const body = Buffer.from(content, 'base64');
        const reply = await send(site.port, { method: 'POST', path: upstreamPaths[path], headers, body });
        assert.equal(reply.status, 200, `${path}: ${reply.body}`);
        parseUpstreamMessage(Buffer.from(reply.body), validators[path]);
      }
      const id = asId<ClientId>(scene.client.id);
      assert.ok(await site.store.inventories.find(id));
      const { evidence, failures } = (await site.store.clients.standing(id)) ?? {};
      assert.deepEqual([evidence?.[0]?.address, failures?.length], [scene.serverAddress, 1]);
      assert.equal(await site.store.clients.count(), 3, 'the relayed client is enrolled');
    });

    for (const path of paths) {
      const { message, optional } = recording.request(path);
      test(`${path}: fields of a later version are let be`, async () => {
        await using platform = await servePlatform();
        const wider = withUnknownFields(message, mapsAmong(optional));
        assert.notDeepEqual(wider, message);
        const reply = await sendMessage(platform.server, path, wider);
        assert.equal(reply.status, 200, reply.body);
      });

      test(`${path}: without a field that it has, a request is refused`, async () => {
        await using platform = await servePlatform();
        const lacking = withoutEachField(message, optional);
        assert.ok(lacking.size > 0);
        for (const [field, one] of lacking) {
          const { status, code } = await sendMessage(platform.server, path, one);
          assert.deepEqual([status, code], [400, 'MESSAGE_INVALID'], field);
        }
      });
    }
  });

  suite(`contract ${contract}, at the endpoint server`, () => {
    for (const path of paths) {
      const answer = recording.answer(path);
      test(`${path}: the recorded answer is verified and taken`, () => {
        const content = verify(answer, [scene.signingKey]);
        assert.deepEqual(parseUpstreamMessage(content, validators[path]), answer.message);
        assert.throws(() => verify(answer, []), { code: 'UPSTREAM_KEY_UNKNOWN' });
        const other = { ...answer, requestSignature: Buffer.alloc(64).toString('base64') };
        assert.throws(() => verify(other, [scene.signingKey]), { code: 'UPSTREAM_ANSWER_UNTRUSTED' });
      });

      test(`${path}: fields of a later version are let be, and without one of its own an answer is refused`, () => {
        const { message, optional } = answer;
        const wider = withUnknownFields(message, mapsAmong(optional));
        assert.notDeepEqual(wider, message);
        parseUpstreamMessage(Buffer.from(JSON.stringify(wider)), validators[path]);
        for (const [field, one] of withoutEachField(message, optional)) {
          const content = Buffer.from(JSON.stringify(one));
          const parse = () => parseUpstreamMessage(content, validators[path]);
          assert.throws(parse, { code: 'MESSAGE_INVALID' }, field);
        }
      });
    }
  });

  test(`contract ${contract}: what a recording shows for reading is what went over the wire`, () => {
    for (const path of paths) {
      const { content, message, headers } = recording.request(path);
      const bytes = Buffer.from(content, 'base64');
      const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
      assert.deepEqual(JSON.parse(text.toString()), message);
      const answer = recording.answer(path);
      assert.deepEqual(JSON.parse(Buffer.from(answer.content, 'base64').toString()), answer.message);
    }
  });
}

function sendMessage(server: TestEndpointServer, path: UpstreamPath, message: object) {
  if (path === 'batch') return server.packed(gzipSync(JSON.stringify(message)));
  return server.ask(path, message);
}

function verify(
  { status, headers, content, requestSignature }: RecordedAnswer,
  keys: Parameters<typeof verifyPlatformAnswer>[1]['keys'],
): Uint8Array {
  const body = Buffer.from(content, 'base64');
  return verifyPlatformAnswer({ status, headers, body }, { requestSignature, keys });
}
