import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { backupDatabase, readKeyId, readTenantIds } from '@causeway/store';
import { serverErrors } from '../errors.ts';
import { syncFolder, writeNewFile } from '../installation-key/write-new-file.ts';
import { provisioningFileIn, tenantFileIn } from '../serve/data-folder.ts';
import { describeFile, MANIFEST_FILE, type Manifest } from './manifest.ts';

export const KEY_BACKUP_FILE = 'installation-key.backup';

export interface BackupRequest {
  /** The data folder; a server may run on it. */
  readonly data: string;
  /** Where the backup goes; must not be there yet. */
  readonly folder: string;
  /** What `installation-key backup` writes; undefined leaves the key out. */
  readonly keyBackup: string | undefined;
  readonly version: string;
  readonly now: number;
}

/**
 * Copies a whole installation, each of its databases as it is at one moment. The folder is there whole or not at all.
 * @throws DATA_MISSING, FILE_UNWRITABLE, BACKUP_INTERRUPTED
 */
export async function createBackup(request: BackupRequest): Promise<Manifest> {
  const folder = resolve(request.folder);
  const fresh = await makeFolder(folder);
  try {
    const manifest = await fill(fresh, request);
    await rename(fresh, folder);
    await syncFolder(dirname(folder));
    return manifest;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Beside its place, so that it can be moved there at once. Mode 0700. */
async function makeFolder(folder: string): Promise<string> {
  const expected = `a new folder at ${folder}`;
  if (existsSync(folder))
    throw serverErrors.error('FILE_UNWRITABLE', { seen: `${folder} is there`, expected });
  try {
    return await mkdtemp(`${folder}.new-`);
  } catch (cause) {
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw serverErrors.error('FILE_UNWRITABLE', { seen, expected, cause });
  }
}

async function fill(fresh: string, { data, keyBackup, version, now }: BackupRequest): Promise<Manifest> {
  const keyId = readKeyId(provisioningFileIn(data));
  if (keyId === undefined) throw serverErrors.error('DATA_MISSING', { seen: provisioningFileIn(data) });
  await mkdir(join(fresh, 'tenants'), { mode: 0o700 });
  // Provisioning first: a tenant that is made afterwards is in neither part of the backup.
  await backupDatabase(provisioningFileIn(data), provisioningFileIn(fresh));
  const ids = readTenantIds(provisioningFileIn(fresh));
  for (const id of ids) await backupTenant(id, data, fresh);
  if (keyBackup !== undefined) await writeNewFile(join(fresh, KEY_BACKUP_FILE), keyBackup);
  const paths = ['provisioning.sqlite', ...ids.map((id) => `tenants/${id}.sqlite`)];
  if (keyBackup !== undefined) paths.push(KEY_BACKUP_FILE);
  const files = await Array.fromAsync(paths, (path) => describeFile(fresh, path));
  const manifest: Manifest = { format: 1, version, createdAt: now, keyId, files };
  await syncFolder(join(fresh, 'tenants'));
  await writeNewFile(join(fresh, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function backupTenant(id: string, data: string, fresh: string): Promise<void> {
  const file = tenantFileIn(data, id);
  if (!existsSync(file)) throw serverErrors.error('BACKUP_INTERRUPTED', { seen: `${file} is gone` });
  await backupDatabase(file, tenantFileIn(fresh, id));
}
