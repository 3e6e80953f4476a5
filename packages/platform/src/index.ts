export type { Column, Entity } from './entity.ts';
export * from './errors.ts';
export { contentTypes, listFormatOf } from './lists/list-format.ts';
export { streamRows } from './lists/stream-rows.ts';
export { BASIC_CHALLENGE } from './odata/send-odata-error.ts';
export { platformApi } from './platform-api.ts';
export type * from './platform-options.ts';
export type { PlatformRoutes } from './platform-routes.ts';
