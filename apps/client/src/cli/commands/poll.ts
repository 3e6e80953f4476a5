import { clientErrors, FileSentInventory, FileStateStore, type RoundOutcome } from '@causeway/client-core';
import type { Command } from 'commander';
import { openClient } from '../open-client.ts';
import { printOutcome } from '../print-outcome.ts';
import { type StateOption, stateFolderOf, withState } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

export function addPoll(program: Command, surroundings: Surroundings): void {
  withState(program.command('poll').description('poll once, now')).action(
    async ({ state, json }: StateOption) => {
      const folder = stateFolderOf(surroundings, state);
      using store = new FileStateStore(folder, 'lock');
      const client = openClient(store, surroundings, new FileSentInventory(folder));
      const outcome = await client.poll(surroundings.signal);
      printOutcome(outcome, surroundings, json);
      if (outcome.kind !== 'through' && outcome.kind !== 'retired') throw explain(outcome);
    },
  );
}

function explain({ kind, news, nextPollInMs }: RoundOutcome): Error {
  const seen = news.join('\n') || kind;
  if (kind === 'refused') return clientErrors.error('POLL_REFUSED', { seen });
  return clientErrors.error('POLL_FAILED', { seen, retryAfterSeconds: Math.ceil(nextPollInMs / 1000) });
}
