import { CausewayError, type ErrorDocument, exitCodes, formatError, visible } from '@causeway/errors';
import type { Command, CommanderError } from 'commander';
import { serverErrors } from '../errors.ts';
import { createProgram, isUsageError } from '../program.ts';
import type { Surroundings } from './surroundings.ts';

/** What shells report for a command that SIGINT ended. */
const INTERRUPTED = 130;

/** Runs one command to its end; whatever goes wrong is told on standard error. @returns the exit code */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const program = createProgram(surroundings);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (isUsageError(error) && error.exitCode === 0) return 0;
    // Commander has shown the help already: a group was named without a command of it.
    if (isUsageError(error) && error.code === 'commander.help') return exitCodes.input;
    if (surroundings.signal.aborted && error instanceof Error && error.name === 'AbortError')
      return INTERRUPTED;
    const known = isUsageError(error) ? explainUsage(error, commandOf(program, args)) : toKnown(error);
    tell(known.toDocument(), args.includes('--json'), surroundings);
    if (known.code === 'COMMAND_FAULT' && surroundings.env.CAUSEWAY_DEBUG !== undefined && hasStack(error))
      surroundings.stderr.write(`${error.stack}\n`);
    return exitCodes[known.kind];
  }
}

function tell(document: ErrorDocument, isJson: boolean, { stderr }: Surroundings): void {
  stderr.write(`${visible(isJson ? JSON.stringify({ error: document }) : formatError(document))}\n`);
}

function explainUsage(error: CommanderError, command: Command): CausewayError {
  const name = nameOf(command);
  return serverErrors.error('USAGE_INVALID', {
    seen: error.message.replace(/^error: /, ''),
    expected: `${name} ${command.usage()}`,
    hint: `\`${name} --help\` explains each part.`,
    cause: error,
  });
}

function toKnown(error: unknown): CausewayError {
  if (error instanceof CausewayError) return error;
  const seen = error instanceof Error ? error.message : String(error);
  return serverErrors.error('COMMAND_FAULT', { seen, cause: error });
}

/** The command that the arguments lead to, as far as they name one. */
function commandOf(program: Command, args: readonly string[]): Command {
  return args.reduce(
    (command, arg) => command.commands.find((child) => child.name() === arg) ?? command,
    program,
  );
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

function hasStack(error: unknown): error is Error {
  return error instanceof Error && error.stack !== undefined;
}
