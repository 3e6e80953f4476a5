import { FileStateStore } from '@causeway/client-core';
import type { Command } from 'commander';
import { describeState, formatStatus } from '../describe-state.ts';
import { openClient } from '../open-client.ts';
import { type StateOption, stateFolderOf, withState } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

export function addStatus(program: Command, surroundings: Surroundings): void {
  withState(
    program.command('status').description('what this client knows and when it last came through'),
  ).action(async ({ state, json }: StateOption) => {
    using store = new FileStateStore(stateFolderOf(surroundings, state), 'read');
    const kept = await openClient(store, surroundings).state();
    surroundings.stdout.write(`${json ? JSON.stringify(describeState(kept)) : formatStatus(kept)}\n`);
  });
}
