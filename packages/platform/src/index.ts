export * from './errors.ts';
export { platformApi } from './platform-api.ts';
export type * from './platform-options.ts';
export type { PlatformRoutes } from './platform-routes.ts';
