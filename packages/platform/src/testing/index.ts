export * from './memory-computers.ts';
export * from './read-metadata.ts';
export * from './some-computers.ts';
