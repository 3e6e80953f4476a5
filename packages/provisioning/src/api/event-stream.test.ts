import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type TenantId } from '@causeway/contract';
import type { Arrival } from '@causeway/endpoint';
import { pino } from 'pino';
import { noteVisit } from '../platform-site/visit.ts';
import { createApp } from './create-app.ts';
import { longestStreamMs, streamEvents } from './event-stream.ts';

const MINUTE_MS = 60_000;

/** One item, then nothing until it is told to end. */
async function* oneThenSilence(
  signal: AbortSignal,
  opened: (signal: AbortSignal) => void,
): AsyncGenerator<number> {
  const ended = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => ended.resolve());
  yield 1;
  opened(signal);
  await ended.promise;
}

test('a stream ends with the listener that it came by', async (t) => {
  const app = await createApp({ log: pino({ level: 'silent' }), version: '0.0.0', tls: {} });
  t.after(() => app.close());
  const [opened, leaving] = [Promise.withResolvers<AbortSignal>(), new AbortController()];
  const arrival: Arrival = {
    ...{ address: 'https://a.localhost:443', serves: 'everything', trust: 'aa', certificateSha256: 'bb' },
    ...{ remoteAddress: '127.0.0.1', leaving: leaving.signal },
  };
  app.addHook('onRequest', async ({ raw }) => noteVisit(raw, asId<TenantId>('acme'), arrival));
  app.get('/events', async (request, reply) =>
    streamEvents(request, reply, async (signal) => oneThenSilence(signal, opened.resolve), 5 * MINUTE_MS),
  );
  const answered = app.inject('/events');
  assert.equal((await opened.promise).aborted, false);
  leaving.abort();
  assert.equal((await answered).body, 'data: 1\n\n');
});

test('a stream ends after the time that it has, whatever else would come', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const app = await createApp({ log: pino({ level: 'silent' }), version: '0.0.0', tls: {} });
  t.after(() => app.close());
  const opened = Promise.withResolvers<AbortSignal>();
  app.get('/events', async (request, reply) =>
    streamEvents(request, reply, async (signal) => oneThenSilence(signal, opened.resolve), 5 * MINUTE_MS),
  );
  const answered = app.inject('/events');
  const signal = await opened.promise;
  t.mock.timers.tick(5 * MINUTE_MS - 1);
  assert.equal(signal.aborted, false);
  t.mock.timers.tick(1);
  assert.match((await answered).body, /^data: 1\n\n(:\n\n)+$/);
});

test('a stream has five minutes, and less where the session or API token has less', () => {
  const credential = { expiresAt: 10 * MINUTE_MS };
  assert.equal(longestStreamMs(credential, 0), 5 * MINUTE_MS);
  assert.equal(longestStreamMs(credential, 9 * MINUTE_MS), MINUTE_MS);
});
