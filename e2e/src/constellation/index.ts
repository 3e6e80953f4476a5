export * from './api.ts';
export * from './commands.ts';
export * from './debian-package.ts';
export * from './fleet-client.ts';
export * from './installation.ts';
export * from './load.ts';
