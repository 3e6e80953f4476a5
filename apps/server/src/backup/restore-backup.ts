import { existsSync } from 'node:fs';
import { copyFile, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readTextOf } from '../cli/read-file.ts';
import { serverErrors } from '../errors.ts';
import { syncFolder } from '../installation-key/write-new-file.ts';
import { DataFolder, provisioningFileIn } from '../serve/data-folder.ts';
import { KEY_BACKUP_FILE } from './create-backup.ts';
import { describeFile, MANIFEST_FILE, type Manifest, parseManifest } from './manifest.ts';

const OWNER_ALONE = 0o600;

/**
 * Puts the databases of a backup into a data folder that holds none. Provisioning's comes last: what a killed restore
 * left behind is no installation yet, and the restore can be repeated. The key stays apart.
 * @throws BACKUP_UNREADABLE, BACKUP_DAMAGED, BACKUP_WOULD_OVERWRITE, DATA_IN_USE, DATA_UNWRITABLE
 */
export async function restoreBackup(folder: string, data: string): Promise<Manifest> {
  const manifest = await loadManifest(folder);
  for (const file of manifest.files) await refuseDamage(folder, file);
  using target = new DataFolder(data);
  const tenants = manifest.files.map(({ path }) => path).filter((path) => path.startsWith('tenants/'));
  await refuseOverwriting(target.path, tenants);
  for (const path of tenants) await copyDurably(join(folder, path), join(target.path, path));
  await syncFolder(join(target.path, 'tenants'));
  await copyDurably(provisioningFileIn(folder), target.provisioningFile);
  await syncFolder(target.path);
  return manifest;
}

/** Where the backup of the key is in it; undefined when it was made without. */
export function keyBackupIn(folder: string, { files }: Manifest): string | undefined {
  return files.some(({ path }) => path === KEY_BACKUP_FILE) ? join(folder, KEY_BACKUP_FILE) : undefined;
}

async function loadManifest(folder: string): Promise<Manifest> {
  const file = join(folder, MANIFEST_FILE);
  if (existsSync(file)) return parseManifest(await readTextOf(file), folder);
  throw serverErrors.error('BACKUP_UNREADABLE', {
    seen: `no file at ${file}`,
    expected: 'a backup’s manifest',
  });
}

async function refuseDamage(folder: string, expected: Manifest['files'][number]): Promise<void> {
  const file = join(folder, expected.path);
  const seen = existsSync(file) ? await describeFile(folder, expected.path) : undefined;
  if (seen?.sha256 === expected.sha256) return;
  throw serverErrors.error('BACKUP_DAMAGED', {
    seen: seen === undefined ? `no file at ${file}` : `${file}: ${seen.bytes} bytes, SHA-256 ${seen.sha256}`,
    expected: `${expected.bytes} bytes, SHA-256 ${expected.sha256}`,
  });
}

/** What an earlier try of the same restore left may be written over; nothing else. */
async function refuseOverwriting(data: string, tenants: readonly string[]): Promise<void> {
  const there = (await readdir(join(data, 'tenants'))).map((name) => `tenants/${name}`);
  const ours = ['', '-wal', '-shm'].map((suffix) => `provisioning.sqlite${suffix}`);
  const found = [...ours.filter((name) => existsSync(join(data, name))), ...there].find(
    (path) => !tenants.includes(path) && !(path.endsWith('.new') && tenants.includes(path.slice(0, -4))),
  );
  if (found === undefined) return;
  throw serverErrors.error('BACKUP_WOULD_OVERWRITE', {
    seen: `${join(data, found)} is there`,
    expected: `a data folder without databases at ${data}`,
  });
}

/** Whole or not at all, whatever was there. */
async function copyDurably(from: string, to: string): Promise<void> {
  const fresh = `${to}.new`;
  await copyFile(from, fresh);
  await using handle = await open(fresh, 'r+');
  await handle.chmod(OWNER_ALONE);
  await handle.sync();
  await rename(fresh, to);
}
