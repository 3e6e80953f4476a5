#!/usr/bin/env node
import { homedir } from 'node:os';
import { reportError } from './cli/report-error.ts';
import type { Surroundings } from './cli/surroundings.ts';
import { createProgram } from './program.ts';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

const surroundings: Surroundings = {
  env: process.env,
  homeFolder: homedir(),
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  now: Date.now,
};

try {
  await createProgram(surroundings).parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportError(error, surroundings, process.argv.includes('--json'));
}
