import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { crossedScene, HTTP, HTTPS, Scene } from '../../testing/scene.ts';

/** As many rounds as it may take to be done with it after a new start. */
const MOST_ROUNDS = 3;
const ca = createTestCa();

class Killed extends Error {}

/** Counts what the process does to the disk and to the wire, and ends it before or after one of these. */
class Death {
  readonly #at: number;
  #steps = 0;

  constructor(at: number) {
    this.#at = at;
  }

  /** How many moments there were. */
  get steps(): number {
    return this.#steps;
  }

  step(): void {
    if (this.#steps++ === this.#at) throw new Killed();
  }
}

async function httpScene(): Promise<Scene> {
  const scene = new Scene();
  scene.listen(HTTP);
  scene.publish([HTTP]);
  await scene.enroll();
  await scene.poll();
  return scene;
}

/** One poll that dies in that moment. @returns how many moments there were; undefined when it died */
async function pollUntil(scene: Scene, at: number): Promise<number | undefined> {
  const death = new Death(at);
  const { store, network, endpoint } = scene;
  const save = store.save.bind(store);
  store.save = async (state) => {
    death.step();
    await save(state);
    death.step();
  };
  const served = [...network.listeners];
  for (const [address, listener] of served) {
    const handle: typeof endpoint.handle = (request) => {
      death.step();
      const answer = endpoint.handle(request);
      death.step();
      return answer;
    };
    network.listeners.set(address, { ...listener, handle });
  }
  try {
    await scene.poll();
    return death.steps;
  } catch (error) {
    assert.ok(error instanceof Killed, String(error));
    return undefined;
  } finally {
    store.save = save;
    for (const [address, listener] of served) network.listeners.set(address, listener);
  }
}

function isKnown({ endpoint, state }: Scene): boolean {
  return endpoint.knownKey?.equals(createPublicKey(state.privateKeyPem)) ?? false;
}

for (const [way, open] of [
  [HTTPS, () => crossedScene(ca)],
  [HTTP, httpScene],
] as const) {
  test(`killed at any moment of a re-enrollment over ${way.split(':')[0]}, it is still itself, and it is done once`, async () => {
    let moments: number | undefined;
    for (let at = 0; moments === undefined; at++) {
      const scene = await open();
      const { privateKeyPem } = scene.state;
      scene.endpoint.actions = [{ id: 'a-1', kind: 're-enroll' }];
      moments = await pollUntil(scene, at);
      scene.restart();
      for (let round = 0; round < MOST_ROUNDS; round++) assert.equal((await scene.poll()).kind, 'through');
      assert.ok(isKnown(scene), `killed in moment ${at}`);
      assert.notEqual(scene.state.privateKeyPem, privateKeyPem);
      assert.deepEqual(scene.endpoint.actions, [], 'it was reported on');
      const { otherKeysPem, comingKey } = scene.state;
      assert.deepEqual([otherKeysPem, comingKey], [[privateKeyPem], null], 'no third key was made');
    }
    assert.ok(moments >= 8, `${moments} moments: two around each write, and around each request`);
  });
}
