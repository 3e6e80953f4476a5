export * from './decide.ts';
export * from './explain.ts';
export * from './model.ts';
export type { Repoint } from './repoint.ts';
export * from './standing.ts';
