export * from './endpoint.ts';
export * from './endpoint-store.ts';
export * from './errors.ts';
export type { PublishInput, ServedConfig } from './publishing/publisher.ts';
export type { Arrival } from './routes/context.ts';
