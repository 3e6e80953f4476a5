import type { Readable, Writable } from 'node:stream';

/** All that a command may know of the process it runs in; `main.ts` alone reads it from there. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly platform: NodeJS.Platform;
  /** Whether it runs with the rights of the system. */
  readonly isRoot: boolean;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly now: () => number;
}
