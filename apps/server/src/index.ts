export * from './errors.ts';
export * from './serve/start-server.ts';
