export * from './decide.ts';
export * from './explain.ts';
export * from './model.ts';
export * from './standing.ts';
