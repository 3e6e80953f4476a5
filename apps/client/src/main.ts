#!/usr/bin/env node
import { homedir, hostname } from 'node:os';
import { CausewayError, exitCodes } from '@causeway/errors';
import { formatError } from './cli/print.ts';
import type { Surroundings } from './cli/surroundings.ts';
import { createProgram, isUsageError } from './program.ts';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

const surroundings: Surroundings = {
  homeFolder: homedir(),
  hostname: hostname(),
  isRoot: process.getuid?.() === 0,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  now: Date.now,
};

try {
  await createProgram(surroundings).parseAsync(process.argv);
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (isUsageError(error)) return error.exitCode === 0 ? 0 : exitCodes.input;
  // Asked to stop, and stopped.
  if (stop.signal.aborted) return 0;
  if (error instanceof CausewayError) {
    const document = error.toDocument();
    const isJson = process.argv.includes('--json');
    process.stderr.write(`${isJson ? JSON.stringify({ error: document }) : formatError(document)}\n`);
    return exitCodes[error.kind];
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.fault;
}
