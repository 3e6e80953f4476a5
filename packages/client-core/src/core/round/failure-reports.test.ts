import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FailureReport, MAX_FAILURES, MAX_MESSAGE_BYTES } from '@causeway/contract/client-messages';
import { createTestCa } from '@causeway/testkit';
import { Check } from 'typebox/value';
import { crossedScene, HTTP, HTTPS, MINUTE, Scene } from '../../testing/scene.ts';
import { newState, withFailure } from '../client-state.ts';
import { TransportFailure } from '../ports.ts';
import { failuresToReport } from './failure-reports.ts';

const seen = 'ab'.repeat(32);

test('a failure is told, with the certificate that was seen, by the next poll that gets through', async () => {
  const scene = new Scene();
  scene.listen(HTTP);
  await scene.enroll();
  scene.network.breakAt(HTTPS, 'CERTIFICATE_UNTRUSTED', seen);
  scene.publish([HTTPS, HTTP], createTestCa());
  await scene.poll();
  scene.at += 10 * MINUTE;
  scene.restart();
  await scene.poll();
  const message = 'as the test wants it';
  assert.deepEqual(
    scene.endpoint.polls.map(({ failures }) => failures),
    [
      undefined,
      [{ address: HTTPS, code: 'CERTIFICATE_UNTRUSTED', certificateSha256: seen, secondsAgo: 0, message }],
    ],
  );
});

test('a failure waits for as long as no poll gets through, and is told with its age', async () => {
  const scene = await crossedScene();
  for (const address of [HTTP, HTTPS]) scene.network.breakAt(address, 'TIMEOUT');
  assert.equal((await scene.poll()).kind, 'failed');
  scene.restart();
  scene.network.broken.clear();
  scene.at += 20 * MINUTE;
  await scene.poll();
  assert.deepEqual(
    scene.endpoint.polls.map(({ failures = [] }) => failures.map((one) => [one.address, one.secondsAgo])),
    [[[HTTP, 1_200]]],
  );
});

test('what was told is not told again, and what fails again is', async () => {
  const scene = await crossedScene();
  scene.network.breakAt(HTTP, 'CONNECTION_REFUSED');
  scene.at += 25 * 60 * MINUTE;
  // The daily evidence finds it out, after the poll.
  await scene.poll();
  scene.at += 10 * MINUTE;
  await scene.poll();
  const toldAt = scene.endpoint.polls.map(({ failures }) =>
    failures?.map((one) => [one.code, one.secondsAgo]),
  );
  assert.deepEqual(toldAt, [undefined, [['CONNECTION_REFUSED', 600]]]);
});

test('an address that is gone from every file is told of once', async () => {
  const ca = createTestCa();
  const scene = await crossedScene(ca);
  scene.network.breakAt(HTTP, 'CONNECTION_REFUSED');
  scene.publish([HTTPS], ca);
  await scene.store.save(
    withFailure(scene.state, HTTP, { code: 'CONNECTION_REFUSED', at: scene.at, message: 'nobody there' }),
  );
  for (let round = 0; round < 3; round++) await scene.poll();
  const told = scene.endpoint.polls.flatMap(({ failures = [] }) => failures);
  assert.deepEqual(
    told.map(({ address }) => address),
    [HTTP],
  );
});

test('however many addresses fail with whatever message, an endpoint server takes the poll', () => {
  let state = newState('anna', '', HTTP, '');
  for (let port = 1; port <= 3 * MAX_FAILURES; port++) {
    const { message } = new TransportFailure('X', '"\\\u0000\u2603'.repeat(500));
    const failure = { code: 'CONNECTION_REFUSED', at: port, message, certificateSha256: seen };
    state = withFailure(state, `https://${'a'.repeat(63)}.localhost:${port}`, failure);
  }
  const { failures, whenTold } = failuresToReport(state, HTTP, 100_000);
  assert.equal(failures.length, MAX_FAILURES);
  assert.equal(
    failuresToReport(whenTold(state), HTTP, 100_000).failures[0]?.secondsAgo,
    (100_000 - 2 * MAX_FAILURES) / 1000,
  );
  assert.equal(failures[0]?.secondsAgo, (100_000 - 3 * MAX_FAILURES) / 1000, 'the newest first');
  assert.ok(failures.every((failure) => Check(FailureReport, failure)));
  assert.ok(Buffer.byteLength(JSON.stringify(failures)) < MAX_MESSAGE_BYTES - 1_000);
});

test('however many others fail later, what failed at its own endpoint server is told first', async () => {
  const scene = await crossedScene();
  const failureAt = (at: number) => ({ code: 'CONNECTION_REFUSED', at, message: '' });
  let state = withFailure(scene.state, HTTP, failureAt(1));
  for (let port = 1; port <= 2 * MAX_FAILURES; port++)
    state = withFailure(state, `https://es2.localhost:${port}`, failureAt(10 + port));
  const { failures } = failuresToReport(state, HTTPS, 100_000);
  assert.equal(failures.length, MAX_FAILURES);
  assert.deepEqual(
    failures.slice(0, 2).map(({ address }) => address),
    [HTTP, `https://es2.localhost:${2 * MAX_FAILURES}`],
  );
});

test('a clock that was set back makes no failure of the future', () => {
  const state = withFailure(newState('anna', '', HTTP, ''), HTTPS, {
    code: 'TIMEOUT',
    at: 5_000,
    message: '',
  });
  assert.equal(failuresToReport(state, HTTP, 1_000).failures[0]?.secondsAgo, 0);
});
