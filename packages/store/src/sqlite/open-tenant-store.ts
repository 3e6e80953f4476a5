import type { EndpointStore } from '@causeway/endpoint';
import { createTenantStore } from '../tenant/create-tenant-store.ts';
import type { TenantSchema } from '../tenant/schema.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import { tenantDatabase } from './tenant-database.ts';

/**
 * Opens a tenant's database, or makes it with mode 0600. Disposing waits for what is under way.
 * @throws STORE_UNREADABLE, STORE_NEWER
 */
export async function openTenantStore(options: { file: string }): Promise<EndpointStore & AsyncDisposable> {
  const db = await openDatabase<TenantSchema>(options.file, tenantDatabase);
  const state = { closed: false };
  return { ...createTenantStore(db), [Symbol.asyncDispose]: () => closeDatabase(db, state) };
}
