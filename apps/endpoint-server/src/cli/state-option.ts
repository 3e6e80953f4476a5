import { join } from 'node:path';
import type { Command } from 'commander';
import { type StateFolder, stateFolderAt } from '../state/state-folder.ts';
import type { Surroundings } from './surroundings.ts';

/** What every command takes. */
export interface StateOption {
  readonly state?: string;
  readonly json?: boolean;
}

export function withState(command: Command): Command {
  return command
    .option('--state <dir>', 'folder that the endpoint server keeps everything in')
    .option('--json', 'JSON, a document a line');
}

/** The one that was chosen, or the usual one of the system or of the user. */
export function stateFolderOf({ isRoot, homeFolder, platform }: Surroundings, chosen?: string): StateFolder {
  const usual = isRoot
    ? '/var/lib/causeway-endpoint'
    : join(homeFolder, '.local', 'state', 'causeway-endpoint');
  return stateFolderAt(chosen ?? usual, platform);
}
