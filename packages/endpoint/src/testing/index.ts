export * from './foreign-agent.ts';
export * from './memory-endpoint-store.ts';
export * from './memory-kept-platform.ts';
export * from './memory-spool.ts';
