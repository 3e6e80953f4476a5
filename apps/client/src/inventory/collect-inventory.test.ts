import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComputerInventory } from '@causeway/contract/inventory';
import { COLLECTOR_LIMIT_MS, collectInventory } from './collect-inventory.ts';
import type { Collector } from './collector.ts';

const gives = (name: string, part: ComputerInventory): Collector => ({ name, collect: async () => part });
const collect = (collectors: readonly Collector[], signal?: AbortSignal) =>
  collectInventory({ collectors, signal, now: () => 0 });

test('what the collectors give is put together: objects by their fields, rows each once', async () => {
  const bash = { name: 'bash', source: 'dpkg' };
  const { inventory, collectors } = await collect([
    gives('hardware', { hardware: { model: 'T14' } }),
    gives('lastUser', { hardware: { lastUser: 'anna' } }),
    gives('software dpkg', { software: [bash, { source: 'dpkg', name: 'bash' }] }),
    gives('software rpm', { software: [{ name: 'bash', source: 'rpm' }] }),
    gives('services', {}),
    gives('users', { users: [] }),
  ]);
  assert.deepEqual(inventory, {
    hardware: { model: 'T14', lastUser: 'anna' },
    software: [bash, { name: 'bash', source: 'rpm' }],
  });
  assert.equal(collectors.length, 6);
  assert.ok(collectors.every(({ failed }) => failed === undefined));
});

test('one that fails is reported with the reason, and the others are there all the same', async () => {
  const broken: Collector = {
    name: 'services',
    collect: async () => {
      throw new Error('systemctl: exit code 1');
    },
  };
  // A library may throw before it promises anything.
  const rude: Collector = {
    name: 'devices',
    collect: () => {
      throw new Error('no lspci');
    },
  };
  const { inventory, collectors } = await collect([broken, rude, gives('cpus', { cpus: [{ name: 'M4' }] })]);
  assert.deepEqual(inventory, { cpus: [{ name: 'M4' }] });
  assert.deepEqual(collectors, [
    { name: 'services', tookMs: 0, failed: 'systemctl: exit code 1' },
    { name: 'devices', tookMs: 0, failed: 'no lspci' },
    { name: 'cpus', tookMs: 0 },
  ]);
});

test('how long each took is said', async () => {
  let at = 0;
  const slow: Collector = {
    name: 'slow',
    collect: async () => {
      at += 1_500.4;
      return {};
    },
  };
  const { collectors } = await collectInventory({ collectors: [slow], now: () => at });
  assert.deepEqual(collectors, [{ name: 'slow', tookMs: 1_500 }]);
});

test('one that never answers is given up, its programs are told, and it holds up nothing else', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const asked = Promise.withResolvers<AbortSignal>();
  const stuck: Collector = {
    name: 'stuck',
    collect: ({ signal }) => {
      asked.resolve(signal);
      return new Promise<never>(() => {});
    },
  };
  const collecting = collect([stuck, gives('cpus', { cpus: [{ name: 'M4' }] })]);
  const signal = await asked.promise;
  context.mock.timers.tick(COLLECTOR_LIMIT_MS);
  const { inventory, collectors } = await collecting;
  assert.deepEqual(inventory, { cpus: [{ name: 'M4' }] });
  assert.equal(collectors[0]?.failed, 'not within 120 s');
  assert.ok(signal.aborted);
});

test('two at a time: people work on this computer', async () => {
  let running = 0;
  let most = 0;
  const busy = (name: string): Collector => ({
    name,
    collect: async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return {};
    },
  });
  await collect(['a', 'b', 'c', 'd', 'e'].map(busy));
  assert.equal(most, 2);
});

test('who stops it gets the abort and no half of an inventory', async () => {
  const stop = new AbortController();
  const stuck: Collector = {
    name: 'stuck',
    collect: () => {
      stop.abort();
      return new Promise<never>(() => {});
    },
  };
  await assert.rejects(collect([stuck], stop.signal), { name: 'AbortError' });
});
