import { CausewayError, exitCodes, formatError, visible } from '@causeway/errors';
import { CommanderError } from 'commander';
import type { Surroundings } from './surroundings.ts';

/** Writes what went wrong, once. @returns the exit code that a script goes by */
export function reportError(
  error: unknown,
  { stderr, signal }: Pick<Surroundings, 'stderr' | 'signal'>,
  isJson: boolean,
): number {
  // Commander has said it itself: an unknown option, a missing argument, or the end of --help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.input;
  if (error instanceof CausewayError) {
    const document = error.toDocument();
    stderr.write(`${isJson ? JSON.stringify({ error: document }) : visible(formatError(document))}\n`);
    return exitCodes[error.kind];
  }
  // Asked to stop, and stopped.
  if (signal.aborted && error instanceof Error && error.name === 'AbortError') return 0;
  stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.fault;
}
