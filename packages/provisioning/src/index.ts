export { type Api, type ApiOptions, createApi } from './api/api.ts';
export * from './errors.ts';
export * from './provisioning.ts';
export * from './provisioning-store.ts';
export type { Outside } from './tenants/outside.ts';
export type { OpenedTenantStore, TenantStores } from './tenants/tenant-hosts.ts';
