import { spawn } from 'node:child_process';
import { acmeErrors } from '@causeway/acme';

export interface HookCall {
  readonly program: string;
  readonly verb: 'set' | 'unset';
  /** `_acme-challenge.…`, without trailing dot. */
  readonly name: string;
  readonly value: string;
}

/** A zone that is spread over the world takes a while; a hook that waits for it longer than this has met a trouble. */
const HOOK_LIMIT_MS = 180_000;
/** The end of what it said, where the error is. */
const OUTPUT_BYTES = 4_096;

/**
 * Runs the program that sets DNS records, as PROGRAM set|unset NAME VALUE, without a shell, with nothing of our
 * environment but a PATH. When the time is over it ends with all that it started.
 * @throws ACME_HOOK_FAILED, with its output; AbortError
 */
export async function runHook(
  { program, verb, name, value }: HookCall,
  signal: AbortSignal,
  limitMs = HOOK_LIMIT_MS,
): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(program, [verb, name, value], {
    cwd: '/',
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = () => killGroup(child.pid);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  limit.addEventListener('abort', end);
  let output = Buffer.alloc(0);
  const keep = (chunk: Buffer) => {
    output = Buffer.concat([output, chunk]).subarray(-OUTPUT_BYTES);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const outcome = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // The exit alone: a child of its own that it leaves behind may hold the pipes open.
    child.once('exit', (code, killedBy) =>
      setImmediate(() => resolve(code === 0 ? '' : `ended with ${code ?? killedBy}`)),
    );
  });
  limit.removeEventListener('abort', end);
  child.stdout.destroy();
  child.stderr.destroy();
  signal.throwIfAborted();
  if (outcome === '') return;
  const late = limit.aborted ? `no end within ${limitMs / 1000} s, ` : '';
  throw acmeErrors.error('ACME_HOOK_FAILED', {
    seen: `${program} ${verb} ${name}: ${late}${outcome}\n${output.toString('utf8').trim()}`.trim(),
    expected: 'an end with 0',
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
