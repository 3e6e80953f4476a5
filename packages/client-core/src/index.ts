export type { EndedAction } from './core/actions.ts';
export * from './core/client.ts';
export * from './core/client-state.ts';
export type { Enrollment } from './core/enroll.ts';
export * from './core/exchange.ts';
export { type Frequencies, frequenciesOf } from './core/frequencies.ts';
export * from './core/own-server.ts';
export * from './core/ports.ts';
export * from './core/refusal.ts';
export * from './core/road.ts';
export * from './core/roads.ts';
export type { FirstInventory } from './core/round.ts';
export * from './core/schedule.ts';
export type {
  CollectedInventory,
  InventorySummary,
  SentInventory,
  SentInventoryStore,
} from './core/sent-inventory.ts';
export * from './errors.ts';
export { FileSentInventory } from './state/file-sent-inventory.ts';
export { FileStateStore } from './state/file-state-store.ts';
export { NodeTransport } from './transport/node-transport.ts';
