import { existsSync } from 'node:fs';
import { createVault, type Vault } from '@causeway/store';
import { serverErrors } from '../errors.ts';
import type { DataFolder } from '../serve/data-folder.ts';
import { createKey, findKey } from './key-file.ts';

/**
 * The vault of a data folder that is locked by the caller. A key is made only where there is no database yet: one that
 * is missing later must be found, for a new one opens nothing.
 * @throws INSTALLATION_KEY_MISSING, INSTALLATION_KEY_EXPOSED, INSTALLATION_KEY_DAMAGED, INSTALLATION_KEY_UNUSABLE
 */
export async function openVault(folder: DataFolder, keyFile: string): Promise<Vault> {
  const key = await findKey(keyFile);
  if (key !== undefined) return createVault(key);
  if (existsSync(folder.provisioningFile)) {
    throw serverErrors.error('INSTALLATION_KEY_MISSING', {
      seen: `no file at ${keyFile}`,
      expected: `the key that ${folder.provisioningFile} was made with`,
    });
  }
  return createVault(await createKey(keyFile));
}
