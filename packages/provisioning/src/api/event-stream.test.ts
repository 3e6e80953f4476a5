import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { createApp } from './create-app.ts';
import { longestStreamMs, streamEvents } from './event-stream.ts';

const MINUTE_MS = 60_000;

test('a stream ends after the time that it has, whatever else would come', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const app = await createApp({ log: pino({ level: 'silent' }), version: '0.0.0', tls: {} });
  t.after(() => app.close());
  const opened = Promise.withResolvers<AbortSignal>();
  async function* source(signal: AbortSignal): AsyncGenerator<number> {
    const ended = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => ended.resolve());
    yield 1;
    opened.resolve(signal);
    await ended.promise;
  }
  app.get('/events', async (request, reply) =>
    streamEvents(request, reply, async (signal) => source(signal), 5 * MINUTE_MS),
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
