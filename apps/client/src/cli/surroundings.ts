import type { Writable } from 'node:stream';

/** All that a command may know of the process it runs in; `main.ts` alone reads it from there. */
export interface Surroundings {
  readonly homeFolder: string;
  readonly hostname: string;
  /** Whether it runs with the rights of the system. */
  readonly isRoot: boolean;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly now: () => number;
}
