import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { MAX_CLIENTS_ASKED } from '@causeway/contract/upstream-messages';
import type { KnownClient } from '@causeway/endpoint';
import { MemoryKeptPlatform } from '@causeway/endpoint/testing';
import { ClientDirectory } from './client-directory.ts';

const newId = () => asId<ClientId>(randomUUID());
const clientOf = (id: string): KnownClient => {
  return { id, name: 'pc-anna', publicKey: 'x', standing: 'enrolled', actions: [] };
};

function openScene() {
  const { clients: kept } = new MemoryKeptPlatform();
  const asked: (readonly string[])[] = [];
  const scene = { at: 0, known: (_id: string) => true, fails: false, before: async () => {} };
  const directory = new ClientDirectory({
    ...{ kept, now: () => scene.at },
    ask: async (ids) => {
      asked.push(ids);
      await scene.before();
      if (scene.fails) throw new Error('nobody answers');
      return ids.filter(scene.known).map(clientOf);
    },
  });
  return { directory, kept, asked, scene };
}

test('a client that is kept here needs nobody else', async () => {
  const { directory, kept, asked, scene } = openScene();
  const id = newId();
  scene.fails = true;
  await kept.save([clientOf(id)]);
  assert.deepEqual(await directory.find(id), { ...clientOf(id), kind: 'native' });
  assert.deepEqual(asked, []);
});

test('those who come at once are asked about at once, each only once, and then kept', async () => {
  const { directory, kept, asked } = openScene();
  const ids = Array.from({ length: MAX_CLIENTS_ASKED + 1 }, newId);
  await Promise.all([...ids, ...ids].map((id) => directory.find(id)));
  assert.deepEqual(
    asked.map(({ length }) => length),
    [MAX_CLIENTS_ASKED, 1],
  );
  assert.equal((await kept.find(ids[0] ?? ''))?.name, 'pc-anna');
});

test('an unknown client is asked about again only after a while', async () => {
  const { directory, asked, scene } = openScene();
  const id = newId();
  scene.known = () => false;
  assert.equal(await directory.find(id), undefined);
  assert.equal(await directory.find(id), undefined);
  assert.equal(asked.length, 1);
  scene.at = 10_001;
  scene.known = () => true;
  assert.equal((await directory.find(id))?.name, 'pc-anna');
});

test('without its platform it says so, never that a client is unknown; and does not ask for each who comes', async () => {
  const { directory, asked, scene } = openScene();
  scene.fails = true;
  const unreachable = { code: 'UPSTREAM_UNREACHABLE', kind: 'unavailable', retryAfterSeconds: 60 };
  await assert.rejects(directory.find(newId()), unreachable);
  await assert.rejects(directory.find(newId()), unreachable);
  assert.equal(asked.length, 1);
  scene.fails = false;
  scene.at = 5_001;
  assert.ok(await directory.find(newId()));
});

test('what was answered while a client was being forgotten is not kept', async () => {
  const { directory, kept, scene } = openScene();
  const id = newId();
  scene.before = () => directory.forget([id]);
  assert.ok(await directory.find(id));
  assert.equal(await kept.find(id), undefined);
});

test('a flood of ids that nobody has is turned away', async () => {
  const { directory, scene } = openScene();
  const gate = Promise.withResolvers<void>();
  scene.before = () => gate.promise;
  scene.known = () => false;
  const found = Promise.all(Array.from({ length: 5_000 }, () => directory.find(newId())));
  await new Promise<void>((resolve) => setImmediate(resolve));
  await assert.rejects(directory.find(newId()), { code: 'UPSTREAM_UNREACHABLE' });
  gate.resolve();
  assert.ok((await found).every((client) => client === undefined));
});
