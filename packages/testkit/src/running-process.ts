import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProcessResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** What runs it, with its own arguments: `ip netns exec NAME`. */
  readonly within?: readonly string[] | undefined;
  /** Told of each line of either stream. */
  readonly onLine?: (line: string) => void;
}

/** How long a process may take to say what is waited for; a slow machine under load needs some. */
const WAIT_LIMIT_MS = 60_000;

/** A real child process of this Node, its output kept; disposing kills it. */
export class RunningProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #exited: Promise<ProcessResult>;
  #stdout = '';
  #stderr = '';
  readonly #listeners = new Set<() => void>();

  private constructor(child: ChildProcess, { input, onLine }: ProcessOptions) {
    this.#child = child;
    const hear = (chunk: string, stream: 'stdout' | 'stderr') => {
      if (stream === 'stdout') this.#stdout += chunk;
      else this.#stderr += chunk;
      for (const line of chunk.split('\n')) if (line !== '') onLine?.(line);
      for (const listener of this.#listeners) listener();
    };
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => hear(chunk, 'stdout'));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => hear(chunk, 'stderr'));
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
    this.#exited = once(child, 'close').then(([code]: (number | null)[]) => {
      for (const listener of this.#listeners) listener();
      return { code: code ?? null, stdout: this.#stdout, stderr: this.#stderr };
    });
  }

  /** Starts a script under the Node that runs this. */
  static start(script: string, args: readonly string[], options: ProcessOptions = {}): RunningProcess {
    const env = { ...baseEnvironment(), ...options.env };
    const [command = process.execPath, ...rest] = [
      ...(options.within ?? []),
      process.execPath,
      script,
      ...args,
    ];
    const child = spawn(command, rest, {
      env,
      ...(options.cwd && { cwd: options.cwd }),
    });
    return new RunningProcess(child, options);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get hasExited(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  get output(): string {
    return this.#stdout + this.#stderr;
  }

  /** Resolves with the first match in the output. @throws when the process ends or the time is over before it. */
  async waitFor(pattern: RegExp, limitMs = WAIT_LIMIT_MS): Promise<RegExpExecArray> {
    const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
    const look = () => {
      const match = pattern.exec(this.#stdout) ?? pattern.exec(this.#stderr);
      if (match !== null) resolve(match);
      else if (this.hasExited)
        reject(new Error(`the process ended before it said ${pattern}:\n${this.output}`));
    };
    const limit = setTimeout(
      () => reject(new Error(`no ${pattern} within ${limitMs} ms:\n${this.output}`)),
      limitMs,
    );
    this.#listeners.add(look);
    look();
    try {
      return await promise;
    } finally {
      clearTimeout(limit);
      this.#listeners.delete(look);
    }
  }

  exit(): Promise<ProcessResult> {
    return this.#exited;
  }

  /** Asks it to stop and waits until it has. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<ProcessResult> {
    this.#child.kill(signal);
    return this.#exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.hasExited) await this.stop('SIGKILL');
  }
}

/** Runs a script to its end. */
export async function runProcess(
  script: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return RunningProcess.start(script, args, options).exit();
}

/** What a program needs of the surroundings, and nothing that would change how it behaves. */
function baseEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE } = process.env;
  return { PATH, HOME, ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) };
}
