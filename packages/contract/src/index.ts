export * from './address.ts';
export * from './errors.ts';
export * from './hostname.ts';
export * from './ids.ts';
export * from './listener.ts';
export * from './port.ts';
export * from './tls-key.ts';
