import type { ProvisioningStore } from '@causeway/provisioning';
import { createProvisioningStore } from '../provisioning/create-provisioning-store.ts';
import type { ProvisioningSchema } from '../provisioning/schema.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { provisioningDatabase } from './provisioning-database.ts';

/**
 * Opens provisioning's database, or makes it with mode 0600. Disposing waits for what is under way.
 * @throws STORE_UNREADABLE, STORE_NEWER
 */
export async function openProvisioningStore(options: {
  file: string;
}): Promise<ProvisioningStore & AsyncDisposable> {
  const db = await openDatabase<ProvisioningSchema>(options.file, provisioningDatabase);
  const state = { closed: false };
  return { ...createProvisioningStore(db), [Symbol.asyncDispose]: () => closeDatabase(db, state) };
}
