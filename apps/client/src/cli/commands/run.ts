import { setTimeout as wait } from 'node:timers/promises';
import { FileStateStore } from '@causeway/client-core';
import type { Command } from 'commander';
import { openClient } from '../open-client.ts';
import { printOutcome } from '../print-outcome.ts';
import { type StateOption, stateFolderOf, withState } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

export function addRun(program: Command, surroundings: Surroundings): void {
  withState(program.command('run').description('poll for as long as it runs')).action(
    async ({ state, json }: StateOption) => {
      using store = new FileStateStore(stateFolderOf(surroundings, state), 'lock');
      const client = openClient(store, surroundings);
      while (!surroundings.signal.aborted) {
        const outcome = await client.poll(surroundings.signal);
        printOutcome(outcome, surroundings, json);
        await wait(outcome.nextPollInMs, undefined, { signal: surroundings.signal });
      }
    },
  );
}
