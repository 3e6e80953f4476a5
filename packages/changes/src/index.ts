export * from './engine/change-kind.ts';
export * from './engine/change-runner.ts';
export * from './engine/change-states.ts';
export * from './errors.ts';
export * from './journal.ts';
export * from './site/plan-site.ts';
export * from './site/refusals.ts';
export * from './site/site-steps.ts';
