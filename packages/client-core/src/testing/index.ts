export * from './memory-state-store.ts';
export * from './scene.ts';
export * from './serve.ts';
export * from './serve-endpoint.ts';
export * from './test-endpoint.ts';
export * from './test-network.ts';
export * from './test-publisher.ts';
