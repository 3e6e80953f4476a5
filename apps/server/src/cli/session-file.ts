import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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

export async function loadSession(file: string): Promise<Session | undefined> {
  try {
    // We wrote it; a file that does not fit fails at its first use with a clear error.
    return JSON.parse(await readFile(file, 'utf8')) as Session;
  } catch {
    return undefined;
  }
}

/** Written whole or not at all, for its owner's eyes alone. */
export async function saveSession(file: string, session: Session): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.new`;
  await writeFile(fresh, `${JSON.stringify(session, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, file);
}

export async function removeSession(file: string): Promise<void> {
  await rm(file, { force: true });
}
