import type { Command } from 'commander';
import { ControlClient } from '../../control/control-client.ts';
import { formatStatus } from '../format-status.ts';
import { type StateOption, stateFolderOf, withState } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

export function addStatus(program: Command, surroundings: Surroundings): void {
  withState(
    program.command('status').description('what this endpoint server serves and how it reaches its platform'),
  ).action(async ({ state, json }: StateOption) => {
    const { control } = stateFolderOf(surroundings, state);
    const status = await new ControlClient(control, surroundings.signal).status();
    surroundings.stdout.write(`${json ? JSON.stringify(status) : formatStatus(status)}\n`);
  });
}
