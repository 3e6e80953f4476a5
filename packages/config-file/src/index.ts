export * from './config.ts';
export * from './errors.ts';
export * from './format-config.ts';
export * from './key-id.ts';
export { type ConfigSignature, type ParsedConfig, parseConfig } from './parse-config.ts';
export * from './sign-config.ts';
export * from './verify-config.ts';
