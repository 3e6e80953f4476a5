import { rename } from 'node:fs/promises';
import { keyIdOf, readKeyId, storeErrors } from '@causeway/store';
import { serverErrors } from '../errors.ts';
import { findKey, saveKey } from './key-file.ts';

export interface KeyRestoration {
  readonly key: Buffer;
  readonly keyFile: string;
  /** Provisioning's database, which may not be there yet. */
  readonly database: string;
  /** Whether the admin said that another key may go. */
  readonly other: 'refuse' | 'replace';
}

/** `kept`: the same key is there already; `replaced`: another one now lies at `aside`. */
export type RestoredKey =
  | { readonly kind: 'restored' | 'kept' }
  | { readonly kind: 'replaced'; readonly aside: string };

/**
 * Puts a key where the server looks for it. Another key is never overwritten: it is refused, or moved aside.
 * @throws INSTALLATION_KEY_WRONG when the database was sealed under another key; INSTALLATION_KEY_OTHER
 */
export async function restoreKey(restoration: KeyRestoration): Promise<RestoredKey> {
  const { key, keyFile, database, other } = restoration;
  const id = keyIdOf(key);
  refuseForeign(id, database);
  const found = await findKeyOrDamage(keyFile);
  if (found === undefined) {
    await saveKey(keyFile, key);
    return { kind: 'restored' };
  }
  if (found === id) return { kind: 'kept' };
  if (other === 'refuse') {
    throw serverErrors.error('INSTALLATION_KEY_OTHER', {
      seen: `${keyFile} holds ${found === 'damaged' ? 'something that is no whole key' : `installation key ${found}`}`,
      expected: `no file, or installation key ${id}`,
    });
  }
  const aside = `${keyFile}.${found}`;
  await rename(keyFile, aside);
  await saveKey(keyFile, key);
  return { kind: 'replaced', aside };
}

function refuseForeign(id: string, database: string): void {
  const bound = readKeyId(database);
  if (bound === undefined || bound === id) return;
  throw storeErrors.error('INSTALLATION_KEY_WRONG', {
    seen: `installation key ${id}`,
    expected: `installation key ${bound}, which sealed ${database}`,
    hint: 'Restore the backup of the right key, or name the data folder that this one belongs to with --data.',
  });
}

async function findKeyOrDamage(keyFile: string): Promise<string | undefined> {
  try {
    const key = await findKey(keyFile);
    return key && keyIdOf(key);
  } catch (error) {
    if (serverErrors.is(error, 'INSTALLATION_KEY_DAMAGED')) return 'damaged';
    throw error;
  }
}
