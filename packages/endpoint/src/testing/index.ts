export * from './memory-endpoint-store.ts';
export * from './memory-kept-platform.ts';
export * from './memory-spool.ts';
