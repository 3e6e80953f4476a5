import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NativeInventory } from '@causeway/contract/inventory';
import { crossedScene, DAY, HTTP, HTTPS, MINUTE, Scene } from '../../testing/scene.ts';
import { refuse, reply } from '../../testing/test-endpoint.ts';
import { TransportFailure } from '../ports.ts';

const INVENTORY = '/client/inventory';

/** A scene whose inventory is due and whose endpoint server answers it so. */
async function dueScene(answer: Parameters<Scene['endpoint']['instead']['set']>[1]): Promise<Scene> {
  const scene = await crossedScene();
  scene.endpoint.instead.set(INVENTORY, answer);
  scene.at += 2 * DAY;
  return scene;
}

const uploads = ({ network }: Scene) => network.log.filter((line) => line.includes(INVENTORY)).length;

test('an inventory is sent once an interval, where the poll got through, and not sooner after a restart', async () => {
  const scene = await crossedScene();
  // The second at any moment of the interval: half of it here. From then on at that moment of each.
  for (const [hours, expected] of [
    [0, 0],
    [11, 0],
    [1, 1],
    [1, 1],
    [22, 1],
    [1, 2],
    [35, 3],
    [12, 3],
    [1, 4],
  ] as const) {
    scene.at += hours * 60 * MINUTE;
    scene.restart();
    await scene.poll();
    assert.equal(uploads(scene), expected, `after ${hours} more hours`);
  }
  assert.ok(
    scene.network.log.filter((line) => line.includes(INVENTORY)).every((line) => line.includes(HTTPS)),
  );
});

for (const [status, code] of [
  [413, 'MESSAGE_TOO_LARGE'],
  [400, 'MESSAGE_INVALID'],
  [500, 'INTERNAL_FAULT'],
  [403, 'CLIENT_RETIRED'],
] as const) {
  test(`${status} for an inventory is no failure of the address, ends no round, and is tried again with back-off`, async () => {
    const scene = await dueScene(() => refuse(status, code));
    const outcome = await scene.poll();
    assert.deepEqual([outcome.kind, outcome.address], ['through', HTTPS]);
    assert.ok(outcome.news.some((line) => line.includes(code)));
    assert.equal(scene.state.ways[HTTPS]?.failure, null);
    assert.deepEqual([scene.state.inventoryTrouble?.code, scene.state.inventoryTrouble?.failed], [code, 1]);
    // Half of the way between five and ten minutes; half of the width stands for the jitter.
    for (let minute = 0; minute < 7; minute++) {
      scene.at += MINUTE;
      await scene.poll();
    }
    assert.equal(uploads(scene), 1, 'left alone at first');
    scene.at += MINUTE;
    await scene.poll();
    assert.deepEqual([uploads(scene), scene.state.inventoryTrouble?.failed], [2, 2]);
  });
}

test('ever fewer uploads fail: a day of polls each minute tries a handful of times', async () => {
  const scene = await dueScene(() => refuse(413, 'MESSAGE_TOO_LARGE'));
  for (let minute = 0; minute < 24 * 60; minute += 5) {
    scene.at += 5 * MINUTE;
    await scene.poll();
  }
  assert.ok(uploads(scene) >= 5 && uploads(scene) <= 9, String(uploads(scene)));
});

test('Retry-After of an upload is honoured, and keeps no poll away', async () => {
  const scene = await dueScene(() => refuse(503, 'ENDPOINT_OVERLOADED', { 'retry-after': '3000' }));
  const outcome = await scene.poll();
  assert.deepEqual([outcome.kind, outcome.nextPollInMs], ['through', 600_000]);
  assert.equal(scene.state.inventoryTrouble?.restMs, 3_000_000);
});

test('a line that breaks, and a 200 of a captive portal, are no delivery either', async () => {
  const broken = () => {
    throw new TransportFailure('TIMEOUT', 'no answer within 30 s');
  };
  for (const [answer, code] of [
    [broken, 'TIMEOUT'],
    [() => reply(200, '<html>'), 'ANSWER_UNREADABLE'],
  ] as const) {
    const scene = await dueScene(answer);
    await scene.poll();
    assert.equal(scene.state.inventoryTrouble?.code, code);
    assert.equal(scene.state.ways[HTTPS]?.failure, null);
  }
});

test('a computer that cannot be asked keeps polling', async () => {
  const scene = await crossedScene();
  scene.at += 2 * DAY;
  scene.collectInventory = async () => {
    throw new Error('no such device');
  };
  assert.equal((await scene.poll()).kind, 'through');
  const { code, message } = scene.state.inventoryTrouble ?? {};
  assert.deepEqual([code, message], ['INVENTORY_NOT_COLLECTED', 'no such device']);
});

test('a client without an inventory sends none, and has no trouble with it', async () => {
  const scene = await crossedScene();
  scene.collectInventory = undefined;
  scene.restart();
  scene.at += 2 * DAY;
  assert.equal((await scene.poll()).kind, 'through');
  assert.deepEqual([uploads(scene), scene.state.inventoryTrouble], [0, null]);
});

test('what is delivered at last ends the trouble', async () => {
  const scene = await dueScene(() => refuse(413, 'MESSAGE_TOO_LARGE'));
  await scene.poll();
  scene.endpoint.instead.delete(INVENTORY);
  scene.at += 60 * MINUTE;
  await scene.poll();
  assert.deepEqual([scene.state.inventoryTrouble, scene.state.inventoryAt], [null, scene.at]);
});

test('a clock that was set back by years does not put the next inventory off by years', async () => {
  const scene = await dueScene(() => refuse(413, 'MESSAGE_TOO_LARGE'));
  await scene.poll();
  scene.at -= 400 * DAY;
  scene.endpoint.clockOffsetMs = 0;
  await scene.poll();
  assert.equal(uploads(scene), 2);
});

/** What the client sent since it was asked last. */
function takeSent(scene: Scene): NativeInventory[] {
  const sent = scene.endpoint.inventories;
  scene.endpoint.taken.length = 0;
  return sent;
}

async function nextInventoryOf(scene: Scene): Promise<NativeInventory[]> {
  scene.at += DAY;
  await scene.poll();
  return takeSent(scene);
}

/** The first inventory of a client is there. */
async function sentScene(): Promise<Scene> {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.publish([HTTP]);
  await scene.enroll();
  scene.collectors = [{ name: 'services', tookMs: 7, failed: 'no manager' }];
  await scene.poll();
  return scene;
}

test('the first inventory is whole, and says what it is of and how it was collected', async () => {
  const scene = await sentScene();
  const [first, ...others] = takeSent(scene);
  assert.deepEqual(others, []);
  assert.ok(first?.kind === 'full');
  assert.deepEqual([first.format, first.collectedAt], [2, scene.at]);
  assert.deepEqual(first.inventory, scene.inventory);
  assert.deepEqual(first.collectors, scene.collectors);
  assert.deepEqual(scene.state.lastInventory, { kind: 'full', changes: 1 });
  assert.deepEqual(scene.state.collectors, scene.collectors);
});

test('after it only what changed is sent, and the server has the whole all the same', async () => {
  const scene = await sentScene();
  takeSent(scene);
  scene.inventory = { software: [{ name: 'bash', version: '5.3' }], hardware: { model: 'T14' } };
  scene.restart();
  const [second] = await nextInventoryOf(scene);
  assert.equal(second?.kind, 'difference');
  assert.deepEqual(scene.endpoint.inventory, scene.inventory);
  assert.deepEqual(scene.state.lastInventory, { kind: 'difference', changes: 3 });
  const [third] = await nextInventoryOf(scene);
  assert.deepEqual(third?.kind === 'difference' && third.changes, {});
});

test('a server that has another inventory gets the whole at once, and a difference the day after', async () => {
  const scene = await sentScene();
  takeSent(scene);
  scene.endpoint.inventory = { software: [{ name: 'of a backup' }] };
  assert.deepEqual(
    (await nextInventoryOf(scene)).map(({ kind }) => kind),
    ['difference', 'full'],
  );
  assert.deepEqual([scene.endpoint.inventory, scene.state.inventoryTrouble], [scene.inventory, null]);
  assert.equal((await nextInventoryOf(scene))[0]?.kind, 'difference');
});

test('when what was sent is lost, or was another client’s, the whole is sent', async () => {
  const scene = await sentScene();
  for (const other of [undefined, { clientId: 'client-bert' }, { tenant: 'another' }]) {
    takeSent(scene);
    const { sent } = scene.sent;
    assert.ok(sent);
    scene.sent.sent = other && { ...sent, ...other };
    assert.deepEqual(
      (await nextInventoryOf(scene)).map(({ kind }) => kind),
      ['full'],
    );
  }
});

test('what cannot be kept costs no round, and one more whole inventory', async () => {
  const scene = await sentScene();
  takeSent(scene);
  scene.sent.save = async () => {
    throw new Error('no space left on device');
  };
  scene.inventory = { software: [{ name: 'zsh' }] };
  scene.at += DAY;
  const outcome = await scene.poll();
  assert.equal(outcome.kind, 'through');
  assert.ok(outcome.news.some((line) => line.includes('no space left')));
  takeSent(scene);
  assert.deepEqual(
    (await nextInventoryOf(scene)).map(({ kind }) => kind),
    ['difference', 'full'],
  );
});

test('a server that refuses the whole as unknown too is left alone', async () => {
  const scene = await dueScene(() => refuse(409, 'INVENTORY_BASE_UNKNOWN'));
  await scene.poll();
  assert.deepEqual([uploads(scene), scene.state.inventoryTrouble?.code], [2, 'INVENTORY_BASE_UNKNOWN']);
});

test('an outage keeps the moment of the day at which a client sends its inventory', async () => {
  const scene = await sentScene();
  const { nextInventoryAt } = scene.state;
  assert.ok(nextInventoryAt);
  scene.at = nextInventoryAt + DAY / 4;
  await scene.poll();
  assert.equal(scene.state.nextInventoryAt, nextInventoryAt + DAY);
});

test('with the next round, a first inventory waits for that one, which comes within a minute', async () => {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.publish([HTTP]);
  await scene.enroll();
  const first = await scene.poll('next-round');
  assert.deepEqual([first.nextPollInMs, takeSent(scene).length], [30_000, 0]);
  scene.at += first.nextPollInMs;
  scene.restart();
  const second = await scene.poll('next-round');
  assert.deepEqual([second.nextPollInMs, takeSent(scene).length], [300_000, 1]);
  assert.equal(scene.state.nextInventoryAt, scene.at + DAY / 2);
  scene.at += second.nextPollInMs;
  assert.equal((await scene.poll('next-round')).nextPollInMs, 600_000);
});
