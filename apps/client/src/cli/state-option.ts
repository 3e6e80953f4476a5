import { join } from 'node:path';
import type { Command } from 'commander';
import type { Surroundings } from './surroundings.ts';

/** What every command of the client takes. */
export interface StateOption {
  readonly state?: string;
  readonly json?: boolean;
}

export function withState(command: Command): Command {
  return command
    .option('--state <dir>', 'folder that the client keeps its state in')
    .option('--json', 'one JSON document');
}

/** The one that was chosen, or the usual one of the system or of the user. */
export function stateFolderOf({ isRoot, homeFolder }: Surroundings, chosen: string | undefined): string {
  if (chosen !== undefined) return chosen;
  return isRoot ? '/var/lib/causeway-client' : join(homeFolder, '.local', 'state', 'causeway-client');
}
