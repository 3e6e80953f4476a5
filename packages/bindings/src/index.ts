export * from './bindings.ts';
export * from './bound-listener.ts';
export * from './errors.ts';
export type { BindingsLog } from './port-server.ts';
export * from './prove/proof.ts';
export * from './prove/prove-listener.ts';
export * from './tls-profile.ts';
