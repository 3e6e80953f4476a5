export * from '../errors.ts';
export * from './client.ts';
export * from './client-state.ts';
export type { Enrollment } from './enroll.ts';
export * from './ports.ts';
export * from './road.ts';
export * from './roads.ts';
export * from './schedule.ts';
