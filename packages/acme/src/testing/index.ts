export * from './fake-ca.ts';
export * from './memory-acme-store.ts';
