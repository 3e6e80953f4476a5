import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TenantId } from '@causeway/contract';
import { serverErrors } from '../errors.ts';

/** Where provisioning's database is in a data folder. */
export function provisioningFileIn(data: string): string {
  return join(data, 'provisioning.sqlite');
}

/** Where the database of a tenant is in a data folder. */
export function tenantFileIn(data: string, id: string): string {
  return join(data, 'tenants', `${id}.sqlite`);
}

/** Where a server keeps all it has. One server at a time: the folder is locked while it is open. */
export class DataFolder implements Disposable {
  readonly path: string;
  readonly #lock: DatabaseSync;

  /** @throws DATA_UNWRITABLE, DATA_IN_USE */
  constructor(path: string) {
    this.path = resolve(path);
    try {
      mkdirSync(join(this.path, 'tenants'), { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw serverErrors.error('DATA_UNWRITABLE', {
        seen: cause instanceof Error ? cause.message : path,
        cause,
      });
    }
    this.#lock = takeLock(join(this.path, 'lock'));
  }

  get provisioningFile(): string {
    return provisioningFileIn(this.path);
  }

  tenantFile(id: TenantId): string {
    return tenantFileIn(this.path, id);
  }

  /** Public: what commands on this machine trust the console by. */
  get consoleCertificateFile(): string {
    return join(this.path, 'console.pem');
  }

  [Symbol.dispose](): void {
    this.#lock.close();
  }
}

/** SQLite's exclusive lock: the kernel lets go of it when the process dies, however it dies. */
function takeLock(file: string): DatabaseSync {
  try {
    const lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    const isHeld = cause instanceof Error && /locked|busy/i.test(cause.message);
    throw isHeld
      ? serverErrors.error('DATA_IN_USE', { seen: file, cause })
      : serverErrors.error('DATA_UNWRITABLE', { seen: cause instanceof Error ? cause.message : file, cause });
  }
}
