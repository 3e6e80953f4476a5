import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { endpointServerErrors } from '../errors.ts';

/** Where everything is within one state folder. */
export interface StateFolder {
  readonly path: string;
  /** What the endpoint server is as a client of its platform. */
  readonly upstream: string;
  readonly settings: string;
  readonly serving: string;
  readonly database: string;
  /** Path of the control socket, or name of the pipe on Windows. */
  readonly control: string;
}

export function stateFolderAt(path: string, platform: NodeJS.Platform): StateFolder {
  const folder = resolve(path);
  return {
    path: folder,
    upstream: join(folder, 'upstream'),
    settings: join(folder, 'settings.json'),
    serving: join(folder, 'serving.json'),
    database: join(folder, 'spool.db'),
    control: platform === 'win32' ? pipeOf(folder) : join(folder, 'control.sock'),
  };
}

/** Makes the folder, for its owner alone. @throws ENDPOINT_STATE_UNUSABLE */
export async function ensureStateFolder({ path }: StateFolder): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    // One that was made by hand: keys will lie in it.
    await chmod(path, 0o700);
  } catch (cause) {
    throw endpointServerErrors.error('ENDPOINT_STATE_UNUSABLE', {
      seen: cause instanceof Error ? cause.message : path,
      cause,
    });
  }
}

/** Pipes share one name space for the whole machine. */
function pipeOf(folder: string): string {
  const digest = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 16);
  return `\\\\.\\pipe\\causeway-endpoint-${digest}`;
}
