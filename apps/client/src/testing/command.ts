import { Writable } from 'node:stream';
import { reportError } from '../cli/report-error.ts';
import type { Surroundings } from '../cli/surroundings.ts';
import { createProgram } from '../program.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one `causeway-client` command within this process, as `main.ts` would. */
export async function runCommand(args: readonly string[], changes: Partial<Surroundings> = {}): Promise<Ran> {
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const surroundings: Surroundings = {
    ...{ homeFolder: '/nonexistent', hostname: 'pc-anna', isRoot: false, now: Date.now },
    ...{ signal: new AbortController().signal, stdout, stderr },
    ...changes,
  };
  const code = await createProgram(surroundings)
    .parseAsync(args, { from: 'user' })
    .then(
      () => 0,
      (error: unknown) => reportError(error, surroundings, args.includes('--json')),
    );
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Recorder extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
