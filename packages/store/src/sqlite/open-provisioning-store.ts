import type { ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import { createProvisioningStore } from '../provisioning/create-provisioning-store.ts';
import type { ProvisioningSchema } from '../provisioning/schema.ts';
import type { Vault } from '../vault.ts';
import { bindToKey } from './bind-to-key.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { provisioningDatabase } from './provisioning-database.ts';

/**
 * Opens provisioning's database, or makes it with mode 0600. Private keys in it are sealed by the vault. Disposing
 * waits for what is under way.
 * @throws STORE_UNREADABLE, STORE_NEWER, INSTALLATION_KEY_WRONG, SECRETS_UNSEALED
 */
export async function openProvisioningStore(options: {
  readonly file: string;
  readonly vault: Vault;
}): Promise<ProvisioningStore & AsyncDisposable> {
  const { file, vault } = options;
  const db = await openDatabase<ProvisioningSchema>(file, provisioningDatabase);
  const state = { closed: false };
  await using onFailure = new AsyncDisposableStack();
  onFailure.defer(() => closeDatabase(db, state));
  await bindToKey(db, { vault, file, countSecrets: () => countSecrets(db) });
  onFailure.move();
  return { ...createProvisioningStore(db, vault), [Symbol.asyncDispose]: () => closeDatabase(db, state) };
}

async function countSecrets(db: Kysely<ProvisioningSchema>): Promise<number> {
  return (await db.selectFrom('certificates').select('id').where('keyPem', '<>', '').execute()).length;
}
