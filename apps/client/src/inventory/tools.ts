import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What a collector may ask of its machine, within its time. */
export interface Tools {
  readonly signal: AbortSignal;
  /** What a program prints; undefined when there is none of that name. @throws when it fails, or prints without an end */
  run(program: string, ...args: string[]): Promise<string | undefined>;
  /** Undefined when there is none. */
  read(file: string): Promise<string | undefined>;
  /** What has no limit of its own. @throws when it is not there in time */
  inTime<Result>(work: Promise<Result>): Promise<Result>;
}

/** A computer with ten thousand packages lists them in 3 MB. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Programs of the system and nobody else's, in a language that can be read, whoever started this one. */
const PLAIN_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin',
  LC_ALL: 'C.UTF-8',
};

/** Those of the machine that this runs on. What is still running at the signal is killed. */
export function toolsOf(signal: AbortSignal): Tools {
  return {
    signal,
    run: (program, ...args) => run(program, args, signal),
    read: (file) => readFile(file, { encoding: 'utf8', signal }).catch(unlessMissing),
    inTime: (work) => inTime(work, signal),
  };
}

function run(program: string, args: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const options = {
    ...({
      encoding: 'utf8',
      maxBuffer: MOST_BYTES,
      killSignal: 'SIGKILL',
      windowsHide: true,
      signal,
    } as const),
    ...(process.platform !== 'win32' && { env: PLAIN_ENVIRONMENT }),
  };
  const child = execFile(program, args, options, (error, stdout, stderr) => {
    if (error === null) resolve(stdout);
    else if (error.code === 'ENOENT') resolve(undefined);
    else reject(signal.aborted ? signal.reason : new Error(`${program}: ${reasonOf(error, stderr)}`));
  });
  child.stdin?.end();
  return promise;
}

function reasonOf(
  { code, message, signal }: { code?: unknown; message: string; signal?: unknown },
  stderr: string,
) {
  const said = stderr.trim().split('\n')[0]?.slice(0, 300);
  if (typeof code === 'number') return `exit code ${code}${said ? `, ${said}` : ''}`;
  return signal ? `ended by ${signal}` : message;
}

function unlessMissing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}

async function inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal.reason);
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
