import { setTimeout as wait } from 'node:timers/promises';
import { type ClientState, FileSentInventory, FileStateStore } from '@causeway/client-core';
import type { Command } from 'commander';
import { openClient } from '../open-client.ts';
import { formatTime } from '../print.ts';
import { printOutcome } from '../print-outcome.ts';
import { type StateOption, stateFolderOf, withState } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

export function addRun(program: Command, surroundings: Surroundings): void {
  withState(program.command('run').description('poll for as long as it runs')).action(
    (options: StateOption) => runHere(options, surroundings),
  );
}

async function runHere({ state, json }: StateOption, surroundings: Surroundings): Promise<void> {
  const { signal } = surroundings;
  const folder = stateFolderOf(surroundings, state);
  using store = new FileStateStore(folder, 'lock');
  const client = openClient(store, surroundings, new FileSentInventory(folder));
  const { retiredAt } = await client.state();
  if (retiredAt !== null) return sayRetired(retiredAt, surroundings, json);
  while (!signal.aborted) {
    const outcome = await client.poll(signal, 'next-round');
    printOutcome(outcome, surroundings, json);
    if (outcome.kind === 'retired') return;
    await wait(outcome.nextPollInMs, undefined, { signal });
  }
}

/** Whoever starts it again with the computer has to hear no error for it. */
function sayRetired(
  retiredAt: NonNullable<ClientState['retiredAt']>,
  { stdout }: Surroundings,
  isJson: boolean | undefined,
): void {
  const at = formatTime(retiredAt);
  stdout.write(`${isJson ? JSON.stringify({ kind: 'retired', at }) : `retired ${at}: polls no more`}\n`);
}
