export * from './access.ts';
export * from './certificates.ts';
export * from './changes.ts';
export * from './clients.ts';
export * from './primitives.ts';
export * from './tenants.ts';
