export * from './memory-computers.ts';
export * from './some-computers.ts';
