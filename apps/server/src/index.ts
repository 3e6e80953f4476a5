export { runProgram } from './cli/run-program.ts';
export type { Surroundings } from './cli/surroundings.ts';
export * from './errors.ts';
export { defaultKeyFile } from './installation-key/default-key-file.ts';
export { loadKey } from './installation-key/key-file.ts';
export { createProgram } from './program.ts';
export * from './serve/start-server.ts';
