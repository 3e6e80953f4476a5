import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { serverErrors } from '../errors.ts';

/** Where provisioning is, how to trust it, and who we are to it. */
export interface Session {
  readonly url: string;
  readonly secret: string;
  /** PEM of the certificate that the server must chain to; empty for the system's store. */
  readonly anchorPem: string;
}

export function sessionFileOf(homeFolder: string, configured?: string): string {
  return configured ?? join(homeFolder, '.config', 'causeway', 'session.json');
}

/** Undefined when there is none, or nothing that we wrote. */
export async function loadSession(file: string): Promise<Session | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isSession(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Before anything is asked of the server: a session that cannot be kept must not be started. @throws SESSION_UNWRITABLE */
export async function ensureSessionWritable(file: string): Promise<void> {
  await saying(file, async () => {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(freshOf(file), '', { mode: 0o600 });
    await rm(freshOf(file));
    await readFile(file).catch(ignoreMissing);
  });
}

/** Written whole or not at all, for its owner's eyes alone. @throws SESSION_UNWRITABLE */
export async function saveSession(file: string, session: Session): Promise<void> {
  await saying(file, async () => {
    await writeFile(freshOf(file), `${JSON.stringify(session, null, 2)}\n`, { mode: 0o600 });
    await rename(freshOf(file), file);
  });
}

export async function removeSession(file: string): Promise<void> {
  await rm(file, { force: true });
}

function freshOf(file: string): string {
  return `${file}.new`;
}

function isSession(read: unknown): read is Session {
  if (typeof read !== 'object' || read === null) return false;
  const fields: Partial<Record<string, unknown>> = { ...read };
  return ['url', 'secret', 'anchorPem'].every((name) => typeof fields[name] === 'string');
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function saying(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    throw serverErrors.error('SESSION_UNWRITABLE', {
      seen: cause instanceof Error ? cause.message : String(cause),
      expected: `a file that can be written at ${JSON.stringify(file)}`,
      cause,
    });
  }
}
