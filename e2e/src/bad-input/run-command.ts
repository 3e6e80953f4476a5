import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runProgram } from '@causeway/server';
import type { Installation } from '../constellation/installation.ts';

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where an installation is, and who we are to it. */
export type Place = Pick<Installation, 'folder' | 'dataFolder' | 'consolePort'>;

export interface CommandInput {
  readonly args: readonly string[];
  readonly stdin?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Runs a `causeway` command in this process as the admin of an installation, as its `main.ts` would. */
export async function runCommand(
  { args, stdin = '', env = {} }: CommandInput,
  installation: Place,
): Promise<CommandRun> {
  const [stdout, stderr] = [new Collector(), new Collector()];
  const code = await runProgram(args, {
    env: {
      CAUSEWAY_SESSION: installation.folder.file('session.json'),
      CAUSEWAY_ANCHOR: join(installation.dataFolder, 'console.pem'),
      CAUSEWAY_URL: `https://localhost:${installation.consolePort}`,
      ...env,
    },
    homeFolder: installation.folder.path,
    stdin: Readable.from([stdin]),
    stdout,
    stderr,
    signal: new AbortController().signal,
    now: Date.now,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
