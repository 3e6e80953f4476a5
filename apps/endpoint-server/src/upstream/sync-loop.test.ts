import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SyncAnswer, SyncRequest } from '@causeway/contract/upstream-messages';
import { endpointErrors } from '@causeway/endpoint';
import { CausewayError } from '@causeway/errors';
import type { EndpointEvent } from '../events/endpoint-event.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { answerOf, httpListener, offerOf, siteOn } from '../testing/offers.ts';
import { PlatformWatch } from './platform-watch.ts';
import { SyncLoop } from './sync-loop.ts';

type Reply = SyncAnswer | Error | 'hold';

/** A platform that answers what it is told, one after the other, and then holds. */
function openScene(replies: Reply[], fails: { take?: Error } = {}) {
  const clock = new FakeClock();
  const said: EndpointEvent[] = [];
  const hastes: string[] = [];
  const taken: SyncAnswer[] = [];
  let renewed = 0;
  let onHold = () => {};
  const stop = new AbortController();
  const loop = new SyncLoop({
    ...{ wait: clock.wait, now: clock.now, random: () => 1, address: () => 'https://platform.example:443' },
    watch: new PlatformWatch((event) => said.push(event), clock.now),
    request: async (haste) => {
      hastes.push(haste);
      return requestOf();
    },
    send: async (_request, _timeoutMs, signal) => {
      const reply = replies.shift() ?? 'hold';
      if (reply instanceof Error) throw reply;
      if (reply !== 'hold') return reply;
      signal.throwIfAborted();
      const { promise, reject } = Promise.withResolvers<never>();
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      onHold();
      return promise;
    },
    take: async (answer) => {
      if (fails.take !== undefined) throw fails.take;
      taken.push(answer);
    },
    renew: async () => void renewed++,
  });
  const run = loop.run(stop.signal).catch((error: unknown) => error);
  const end = async () => {
    stop.abort();
    assert.equal(((await run) as Error).name, 'AbortError');
  };
  const untilHeld = () =>
    new Promise<void>((resolve) => {
      onHold = resolve;
    });
  return { loop, clock, said, hastes, taken, renewed: () => renewed, untilHeld, end };
}

function requestOf(): SyncRequest {
  return {
    ...{ contract: 1, version: '1', sealingKey: 'A'.repeat(43), proposed: siteOn(80), offer: 0, applied: 0 },
    ...{ local: null, standingsAt: 0 },
    spool: { backlog: 0, bytes: 0, maxBytes: 1, oldestSecondsAgo: null, forwardedSecondsAgo: null },
  };
}

const away = () => endpointErrors.error('UPSTREAM_UNREACHABLE', { seen: 'nobody answers' });

test('the first sync is urgent; the next is held by the platform for as long as there is no news', async () => {
  const scene = openScene([answerOf()]);
  await scene.untilHeld();
  assert.deepEqual(scene.hastes, ['urgent', 'patient']);
  assert.equal(scene.taken.length, 1);
  await scene.end();
});

test('news ends a sync that is held, and is told urgently', async () => {
  const scene = openScene([answerOf(), 'hold', answerOf()]);
  await scene.untilHeld();
  const again = scene.untilHeld();
  scene.loop.hurry();
  await again;
  assert.deepEqual(scene.hastes, ['urgent', 'patient', 'urgent', 'patient']);
  assert.equal(scene.taken.length, 2);
  assert.deepEqual(scene.said, []);
  await scene.end();
});

test('an offer is taken, and the next sync goes at once', async () => {
  const offer = offerOf(1, [httpListener(80)]);
  const scene = openScene([answerOf(), answerOf({ offer })]);
  await scene.untilHeld();
  assert.deepEqual(scene.taken[1]?.offer, offer);
  assert.deepEqual(scene.clock.waits, []);
  await scene.end();
});

test('a platform that does not hold is asked once a second', async () => {
  const scene = openScene([answerOf(), answerOf()]);
  await scene.clock.untilSomebodyWaits();
  assert.deepEqual(scene.clock.waits, [1_000]);
  await scene.end();
});

test('while the platform is away the pauses double to a minute, and it is said once; and once when it is back', async () => {
  const scene = openScene([answerOf(), ...Array.from({ length: 9 }, away), answerOf(), 'hold']);
  const pauses: number[] = [];
  for (let failure = 1; failure <= 9; failure++) {
    await scene.clock.untilSomebodyWaits();
    pauses.push(...scene.clock.waits);
    scene.clock.advance(60_000);
  }
  await scene.clock.untilSomebodyWaits();
  assert.deepEqual(
    pauses,
    [1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000),
  );
  assert.equal(scene.renewed(), 9, 'each failure looks for another way');
  assert.deepEqual(
    scene.said.map(({ kind }) => kind),
    ['platform-away', 'platform-back'],
  );
  await scene.end();
});

test('what was urgent when the platform could not be reached is urgent still', async () => {
  const scene = openScene([away(), answerOf(), 'hold']);
  await scene.clock.untilSomebodyWaits();
  const held = scene.untilHeld();
  scene.clock.advance(60_000);
  await held;
  assert.deepEqual(scene.hastes, ['urgent', 'urgent', 'patient']);
  await scene.end();
});

test('a refusal is said once, is no absence, and is no reason to come back soon', async () => {
  const refusal = () => new CausewayError('access', 'CLIENT_RETIRED', 'Retired.');
  const scene = openScene([refusal(), refusal()]);
  await scene.clock.untilSomebodyWaits();
  assert.deepEqual(scene.clock.waits, [10_000]);
  scene.clock.advance(10_000);
  await scene.clock.untilSomebodyWaits();
  assert.deepEqual(scene.clock.waits, [20_000]);
  assert.deepEqual(scene.said, [{ kind: 'platform-refuses', code: 'CLIENT_RETIRED', seen: 'Retired.' }]);
  assert.equal(scene.renewed(), 0);
  await scene.end();
});

test('retired, it goes on slowly', async () => {
  const scene = openScene([answerOf({ state: 'retired' })]);
  await scene.clock.untilSomebodyWaits();
  assert.deepEqual(scene.clock.waits, [60_000]);
  await scene.end();
});

test('an answer that cannot be kept is asked for again', async () => {
  const scene = openScene([answerOf()], {
    take: new CausewayError('input', 'ENDPOINT_STATE_UNUSABLE', 'Full.'),
  });
  await scene.clock.untilSomebodyWaits();
  assert.deepEqual(scene.clock.waits, [10_000]);
  await scene.end();
});
