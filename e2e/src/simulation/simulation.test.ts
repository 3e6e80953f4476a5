import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChangeRecord } from '@causeway/changes';
import { startVerdict } from '@causeway/reachability';
import { openProvisioningStore } from '@causeway/store';
import { createTestVault } from '@causeway/store/testing';
import { TemporaryFolder } from '@causeway/testkit';
import fc from 'fast-check';
import { anyCommand, anyCommandOfSleepers, type Command, crossedToHttps } from './commands.ts';
import { makeCertificates } from './make-certificates.ts';
import { makeKeys } from './simulated-client.ts';
import { World } from './world.ts';

const COMMANDS = 100_000;
const COMMANDS_OF_SLEEPERS = 20_000;
const COMMANDS_A_WORLD = 500;
const FORCED_LIMIT_MS = 60_000;

const keys = makeKeys(COMMANDS_A_WORLD);
const certificates = await makeCertificates();

interface Figures {
  commands: number;
  /** Changes that put another certificate live at an address. */
  swaps: number;
}

function isSwapDone({ state, steps }: ChangeRecord): boolean {
  return state === 'done' && steps.some(({ name }) => name === 'swap');
}

interface Simulation {
  readonly commands: number;
  readonly anyCommand: fc.Arbitrary<Command>;
  /** What happens in each world before that. */
  readonly prelude?: readonly Command[];
  readonly law?: typeof startVerdict;
}

/** Runs worlds of random commands until that many were done, or one shows somebody stranded. */
async function simulate(
  { commands: count, anyCommand, prelude = [], law = startVerdict }: Simulation,
  figures: Figures,
): Promise<void> {
  await using folder = await TemporaryFolder.make();
  let worlds = 0;
  const property = fc.asyncProperty(
    fc.array(anyCommand, { minLength: COMMANDS_A_WORLD, maxLength: COMMANDS_A_WORLD, size: 'max' }),
    async (commands) => {
      await using store = await openProvisioningStore({
        file: folder.file(`${worlds++}.sqlite`),
        vault: createTestVault(),
      });
      const world = new World({ store, certificates, keys, startVerdict: law });
      try {
        await world.begin();
        for (const command of [...prelude, ...commands]) {
          await world.apply(command);
          figures.commands++;
        }
        await world.requireNobodyLost();
        const changes = await store.changes.list({ limit: COMMANDS_A_WORLD });
        figures.swaps += changes.filter(isSwapDone).length;
      } finally {
        await world.end();
      }
    },
  );
  await fc.assert(property, { numRuns: count / COMMANDS_A_WORLD, endOnFailure: true });
}

test(`in ${COMMANDS.toLocaleString('en')} random commands no active client is ever stranded, and nobody with a disk is lost`, async () => {
  const figures: Figures = { commands: 0, swaps: 0 };
  await simulate({ commands: COMMANDS, anyCommand }, figures);
  assert.ok(figures.commands >= COMMANDS, `${figures.commands} commands`);
  // About a hundred, by chance: half as many are as good as never seen.
  assert.ok(figures.swaps >= COMMANDS / 2_000, `${figures.swaps} certificates went live`);
});

test('while certificates come and go and come back, no sleeper is left with one that it has forgotten', async () => {
  const figures: Figures = { commands: 0, swaps: 0 };
  const sleepers = { anyCommand: anyCommandOfSleepers, prelude: crossedToHttps };
  await simulate({ commands: COMMANDS_OF_SLEEPERS, ...sleepers }, figures);
  // About nine a world, by chance.
  assert.ok(figures.swaps >= COMMANDS_OF_SLEEPERS / 100, `${figures.swaps} certificates went live`);
});

test('with the verdict forced to "allowed" the same simulation strands somebody within a minute', async () => {
  const startedAt = performance.now();
  const forced: typeof startVerdict = (...asked) => {
    const verdict = startVerdict(...asked);
    return { ...verdict, verdict: () => ({ ...verdict.verdict(), kind: 'allowed' }) };
  };
  await assert.rejects(
    simulate({ commands: COMMANDS, anyCommand, law: forced }, { commands: 0, swaps: 0 }),
    (error) => /was stranded by|is lost/.test(reasonOf(error)),
  );
  assert.ok(performance.now() - startedAt < FORCED_LIMIT_MS);
});

/** fast-check wraps what the property threw. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${reasonOf(error.cause)}` : '';
}
