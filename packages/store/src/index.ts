export * from './errors.ts';
export * from './sqlite/open-provisioning-store.ts';
export * from './sqlite/open-tenant-store.ts';
