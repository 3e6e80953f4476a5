import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HTTP, HTTPS, Scene } from '../testing/scene.ts';
import { refuse, reply } from '../testing/test-endpoint.ts';

const ENROLL = '/client/enroll';

async function sceneAnswering(answer: Parameters<Scene['endpoint']['instead']['set']>[1]): Promise<Scene> {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.endpoint.instead.set(ENROLL, answer);
  return scene;
}

test('an enrollment gives the client its id, its tenant and the key to verify config.ini by', async () => {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.publish([HTTP]);
  const state = await scene.enroll();
  assert.equal(state.tenant, scene.publisher.tenant);
  assert.deepEqual([state.keys, state.revision], [[scene.publisher.signingKey], 1]);
  assert.deepEqual(scene.state, state);
  await assert.rejects(scene.enroll(), { code: 'ALREADY_ENROLLED' });
});

test('an answer that is lost loses nothing: the same key enrolls again', async () => {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.network.breakAt(HTTP, 'CONNECTION_RESET');
  await assert.rejects(scene.enroll(), { code: 'ENROLLMENT_FAILED', kind: 'unavailable' });
  const { privateKeyPem, clientId } = scene.state;
  assert.equal(clientId, null);
  scene.network.broken.clear();
  scene.restart();
  assert.equal((await scene.enroll()).privateKeyPem, privateKeyPem);
});

test('an answer by somebody who does not know the token is not believed, and nothing of it is kept', async () => {
  const honest = new Scene();
  honest.listen(HTTP);
  let copied = reply(201);
  const { handle } = honest.endpoint;
  honest.network.listeners.set(HTTP, { handle: (request) => (copied = handle(request)) });
  await honest.enroll();
  const body = Buffer.from(copied.body).toString();
  for (const answer of [
    copied,
    reply(201, body),
    reply(201, body, { 'content-digest': copied.headers['content-digest'] ?? '' }),
    reply(200, '<html>'),
    { ...copied, body: Buffer.from(body.replace('client-anna', 'client-mallory')) },
  ]) {
    const scene = await sceneAnswering(() => answer);
    await assert.rejects(scene.enroll(), { code: 'ENROLLMENT_ANSWER_UNTRUSTED', kind: 'trust' });
    assert.deepEqual([scene.state.clientId, scene.state.keys], [null, []]);
  }
});

test('a refusal names its reason and is not tried again; a passing one says when', async () => {
  const refused = await sceneAnswering(() => refuse(403, 'TOKEN_EXPIRED'));
  await assert.rejects(refused.enroll(), {
    ...{ code: 'ENROLLMENT_REFUSED', kind: 'access' },
    seen: `${HTTP}: TOKEN_EXPIRED, As the test wants it.`,
  });
  const limited = await sceneAnswering(() => refuse(429, 'ENROLLMENT_LIMITED', { 'retry-after': '30' }));
  await assert.rejects(limited.enroll(), { code: 'ENROLLMENT_FAILED', retryAfterSeconds: 30 });
  const other = await sceneAnswering(() => reply(404, 'not here'));
  await assert.rejects(other.enroll(), {
    code: 'ANSWER_UNREADABLE',
    seen: `${HTTP}: HTTP_STATUS_404, status 404`,
  });
});

test('the certificate that was refused is named', async () => {
  const scene = new Scene();
  const seen = 'cd'.repeat(32);
  scene.network.breakAt(HTTPS, 'CERTIFICATE_UNTRUSTED', seen);
  await assert.rejects(scene.enroll(HTTPS), {
    code: 'ENROLLMENT_FAILED',
    seen: `${HTTPS}: CERTIFICATE_UNTRUSTED, as the test wants it, certificate ${seen}`,
  });
});

test('what is wrong before anything is sent sends nothing and keeps nothing', async () => {
  const scene = new Scene();
  const { token } = scene.endpoint;
  for (const [enrollment, code] of [
    [{ token: 'abc', name: 'anna' }, 'TOKEN_MALFORMED'],
    [{ token: `${token}x`, name: 'anna' }, 'TOKEN_MALFORMED'],
    [{ token, name: '' }, 'CLIENT_NAME_INVALID'],
    [{ token, name: '  ' }, 'CLIENT_NAME_INVALID'],
    [{ token, name: 'x'.repeat(256) }, 'CLIENT_NAME_INVALID'],
    [{ token, name: 'an\u001bna' }, 'CLIENT_NAME_INVALID'],
  ] as const) {
    await assert.rejects(
      scene.client.enroll({ server: HTTP, ...enrollment }),
      (error: Error & { code: string }) => {
        assert.equal(error.code, code);
        assert.ok(!JSON.stringify(error).includes(token.slice(10, 30)), 'the token is not repeated');
        return true;
      },
    );
  }
  assert.deepEqual([scene.network.log, scene.store.state], [[], undefined]);
});
