import assert from 'node:assert/strict';
import { get } from 'node:http';
import { test } from 'node:test';
import Fastify from 'fastify';
import { ItemQueue } from '../changes/item-queue.ts';
import { streamEvents } from './event-stream.ts';

test('a stream without news says every ten seconds that it lives, and ends with its source', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  await using app = Fastify();
  const items = new ItemQueue<string>();
  const opened = Promise.withResolvers<void>();
  app.get('/events', (request, reply) =>
    streamEvents(request, reply, async () => {
      opened.resolve();
      return items;
    }),
  );
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) =>
    get(`${address}/events`, { agent: false }, resolve).on('error', reject),
  );
  const read = response.setEncoding('utf8')[Symbol.asyncIterator]();
  items.push('first');
  assert.equal((await read.next()).value, 'data: "first"\n\n');
  t.mock.timers.tick(10_000);
  assert.equal((await read.next()).value, ':\n\n');
  items.end();
  assert.equal((await read.next()).done, true);
});
