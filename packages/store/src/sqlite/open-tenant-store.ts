import type { TenantId } from '@causeway/contract';
import type { Kysely } from 'kysely';
import { createTenantStore, type TenantStore } from '../tenant/create-tenant-store.ts';
import type { TenantSchema } from '../tenant/schema.ts';
import type { Vault } from '../vault.ts';
import { bindToKey } from './bind-to-key.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { tenantDatabase } from './tenant-database.ts';

/**
 * Opens a tenant's database, or makes it with mode 0600. Signing keys and token secrets in it are sealed by the vault.
 * Disposing waits for what is under way.
 * @throws STORE_UNREADABLE, STORE_NEWER, INSTALLATION_KEY_WRONG, SECRETS_UNSEALED
 */
export async function openTenantStore(options: {
  readonly file: string;
  readonly vault: Vault;
  /** Whose database it is: ids of foreign clients are of one tenant. */
  readonly tenantId: TenantId;
}): Promise<TenantStore & AsyncDisposable> {
  const { file, vault, tenantId } = options;
  const db = await openDatabase<TenantSchema>(file, tenantDatabase);
  const state = { closed: false };
  await using onFailure = new AsyncDisposableStack();
  onFailure.defer(() => closeDatabase(db, state));
  await bindToKey(db, { vault, file, countSecrets: () => countSecrets(db) });
  onFailure.move();
  return {
    ...createTenantStore(db, { vault, tenantId }),
    [Symbol.asyncDispose]: () => closeDatabase(db, state),
  };
}

async function countSecrets(db: Kysely<TenantSchema>): Promise<number> {
  const keys = await db.selectFrom('signing_keys').select('id').execute();
  const tokens = await db.selectFrom('tokens').select('id').execute();
  return keys.length + tokens.length;
}
