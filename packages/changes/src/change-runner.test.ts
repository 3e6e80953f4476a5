import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ChangeId, type TenantId } from '@causeway/contract';
import {
  type ChangeEvent,
  type ChangeKind,
  type ChangeState,
  changeStates,
  createChangeRunner,
  isOver,
  nextState,
} from './index.ts';
import { MemoryJournal } from './testing/memory-journal.ts';

const tenantId = asId<TenantId>('0191f0c2-0000-7000-8000-000000000001');
const request = { tenantIds: [tenantId], kind: 'list', plan: ['a', 'b', 'c'], requestedBy: 'ada' };

/** A world of facts that survives a killed process; its steps put a fact in and take it out. */
class World {
  readonly facts = new Set<string>();
  readonly journal = new MemoryJournal();
  readonly log: string[] = [];
  failing: string | undefined;
  failingUndo: string | undefined;
  waiting: string | undefined;
  #id = 0;

  readonly kind: ChangeKind = {
    kind: 'list',
    steps: (plan) =>
      (plan as string[]).map((name) => ({
        name,
        title: `put ${name}`,
        ...(name === this.waiting && { waits: true as const }),
        run: async ({ signal }) => {
          this.log.push(`run ${name}`);
          if (name === this.failing) throw new Error(`${name} is broken`);
          if (name === this.waiting)
            await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
          this.facts.add(name);
          return { put: name };
        },
        undo: async () => {
          this.log.push(`undo ${name}`);
          if (name === this.failingUndo) throw new Error(`${name} sticks`);
          this.facts.delete(name);
        },
      })),
  };

  start(onEvent: (event: ChangeEvent) => void = () => {}) {
    const newId = () => asId<ChangeId>(`0191f0c2-0000-7000-8000-00000000010${this.#id++}`);
    return createChangeRunner({ journal: this.journal, kinds: [this.kind], now: () => 1000, newId, onEvent });
  }
}

test('a change runs its steps in order, writes down what they did, and is done', async () => {
  const world = new World();
  const runner = world.start();
  const change = await runner.wait((await runner.start(request)).id);
  assert.equal(change.state, 'done');
  assert.deepEqual([...world.facts], ['a', 'b', 'c']);
  assert.deepEqual(
    change.steps.map(({ state, detail }) => [state, detail]),
    ['a', 'b', 'c'].map((put) => ['done', { put }]),
  );
  await assert.rejects(runner.undo(change.id), { code: 'CHANGE_OVER' });
});

test('a failure puts everything back in reverse and says why', async () => {
  const world = new World();
  world.failing = 'c';
  const runner = world.start();
  const change = await runner.wait((await runner.start(request)).id);
  assert.equal(change.state, 'undone');
  assert.deepEqual(world.log, ['run a', 'run b', 'run c', 'undo c', 'undo b', 'undo a']);
  assert.deepEqual([change.error?.code, change.error?.seen], ['CHANGE_STEP_FAILED', 'c is broken']);
});

test('an undo that fails leaves the change stuck, with the rest as it is', async () => {
  const world = new World();
  world.failing = 'c';
  world.failingUndo = 'b';
  const runner = world.start();
  const change = await runner.wait((await runner.start(request)).id);
  assert.equal(change.state, 'stuck');
  assert.deepEqual([...world.facts], ['a', 'b']);
});

test('a waiting change is a crossing; one more is refused; it can be stopped', async () => {
  const world = new World();
  world.waiting = 'b';
  const crossing = Promise.withResolvers<void>();
  const runner = world.start(({ change }) => change.state === 'crossing' && crossing.resolve());
  const { id } = await runner.start(request);
  await crossing.promise;
  await assert.rejects(runner.start(request), { code: 'CHANGE_IN_PROGRESS' });
  const change = await runner.undo(id);
  assert.deepEqual([change.state, change.error?.code, world.facts.size], ['undone', 'CHANGE_STOPPED', 0]);
});

test('a server that stops leaves its changes unfinished, and the next one takes them up', async () => {
  const world = new World();
  world.waiting = 'b';
  const crossing = Promise.withResolvers<void>();
  const first = world.start(({ change }) => change.state === 'crossing' && crossing.resolve());
  const { id } = await first.start(request);
  await crossing.promise;
  await first[Symbol.asyncDispose]();
  assert.equal((await world.journal.find(id))?.state, 'crossing');
  world.waiting = undefined;
  const second = world.start();
  await second.resume();
  assert.equal((await second.wait(id)).state, 'done');
});

/** Ends the process, as far as a runner can see: from this event on nothing of it happens any more. */
async function runKilledAt(world: World, event: number): Promise<boolean> {
  let count = 0;
  const killed = Promise.withResolvers<true>();
  const runner = world.start((happening) => {
    if (happening.kind === 'journal' && count++ >= event) {
      killed.resolve(true);
      throw new Error('killed');
    }
  });
  const over = Promise.withResolvers<false>();
  const started = runner.start(request).then(({ id }) => runner.wait(id));
  started.then(
    () => over.resolve(false),
    () => {},
  );
  return Promise.race([killed.promise, over.promise]);
}

for (const failing of [undefined, 'a', 'b', 'c']) {
  test(`killed before and after every write (${failing ?? 'nothing'} fails), the next start finishes or undoes it`, async () => {
    for (let event = 0; ; event++) {
      const world = new World();
      world.failing = failing;
      const wasKilled = await runKilledAt(world, event);
      if (!wasKilled) {
        assert.ok(event > 8, `only ${event} events`);
        return;
      }
      const runner = world.start();
      const unfinished = await world.journal.unfinished();
      await runner.resume();
      for (const { id } of unfinished) {
        const { state } = await runner.wait(id);
        assert.equal(state, failing === undefined ? 'done' : 'undone');
      }
      const [change] = await world.journal.list({ limit: 1 });
      const expected = change?.state === 'done' ? ['a', 'b', 'c'] : [];
      assert.deepEqual([...world.facts], expected, `killed at event ${event}`);
    }
  });
}

test('every state takes each happening or refuses it', () => {
  const happenings = ['wait', 'go', 'finish', 'fail', 'stop', 'put-back', 'jam'] as const;
  const states = Object.keys(changeStates) as ChangeState[];
  for (const state of states) {
    for (const happening of happenings) {
      const next = changeStates[state][happening];
      if (next === undefined) assert.throws(() => nextState(state, happening), { code: 'CHANGE_OVER' });
      else assert.ok(states.includes(nextState(state, happening)));
    }
  }
  assert.deepEqual(states.filter(isOver), ['done', 'undone', 'stuck']);
});
