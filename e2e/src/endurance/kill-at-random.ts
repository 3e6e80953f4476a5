import { setTimeout as wait } from 'node:timers/promises';
import type { EnduranceScenario } from './endurance-scenario.ts';

export interface Kills {
  readonly times: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Time for some hundred uploads, and for a batch to be under way. */
const SERVING_MS = 600;
/** Opening the databases and the listeners takes about as long. */
const STARTING_MS = 600;
/** One in so many is killed before it serves at all. */
const ONE_STARTING_IN = 4;

/** Kills the endpoint server so many times, and starts it again each time. Resolves when it serves. */
export async function killAtRandom(scenario: EnduranceScenario, { times, random }: Kills): Promise<void> {
  for (let kill = 0; kill < times; kill++) {
    if (random() < 1 / ONE_STARTING_IN) await wait(random() * STARTING_MS);
    else {
      await scenario.serving();
      await wait(random() * SERVING_MS);
    }
    await scenario.killServer();
    scenario.startServer();
  }
  await scenario.serving();
}
