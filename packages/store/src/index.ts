export * from './errors.ts';
export { backupDatabase, readTenantIds } from './sqlite/backup-database.ts';
export * from './sqlite/open-provisioning-store.ts';
export * from './sqlite/open-tenant-store.ts';
export { readKeyId } from './sqlite/read-key-id.ts';
export type { TenantStore } from './tenant/create-tenant-store.ts';
export * from './vault.ts';
