import { type Static, Type } from 'typebox';
import { CollectorReport, ComputerInventory } from '../inventory/index.ts';
import { Milliseconds, Nullable, Words as Reason } from './primitives.ts';

const Text = Type.String();
const Words = Nullable(Text);
const Count = Nullable(Type.Integer());

export const ComputerView = Type.Object({
  id: Type.Integer(),
  name: Text,
  clientId: Type.String({ description: 'the client that reports it' }),
  domain: Words,
  osFamily: Words,
  osName: Words,
  osVersion: Words,
  manufacturer: Words,
  model: Words,
  serialNumber: Words,
  uuid: Words,
  cpu: Words,
  cpuCores: Count,
  memoryBytes: Count,
  storageBytes: Count,
  ip: Words,
  lastUser: Words,
  collectedBy: Nullable(Type.String({ description: 'name and version of what collected it' })),
  softwareCount: Type.Integer(),
  firstSeenAt: Milliseconds,
  inventoryAt: Milliseconds,
  changedAt: Milliseconds,
  archivedAt: Nullable(Milliseconds),
});
export type ComputerView = Static<typeof ComputerView>;

export const ComputerDetailsView = Type.Object({
  ...ComputerView.properties,
  inventory: ComputerInventory,
  collectors: Type.Array(CollectorReport),
});
export type ComputerDetailsView = Static<typeof ComputerDetailsView>;

/** How many computers there are of one operating system, archived ones left out. */
export const OperatingSystemCount = Type.Object({
  osFamily: Type.String({ description: 'unknown: those that did not say' }),
  count: Type.Integer(),
});
export type OperatingSystemCount = Static<typeof OperatingSystemCount>;

export const ArchiveComputer = Type.Object(
  { reason: Type.Optional(Reason) },
  { additionalProperties: false, description: 'the reason is kept in the audit' },
);
export type ArchiveComputer = Static<typeof ArchiveComputer>;

export const ComputerChangeView = Type.Object({
  id: Type.Integer(),
  computerId: Type.Integer(),
  computerName: Text,
  at: Milliseconds,
  section: Text,
  kind: Type.Enum(['added', 'removed', 'changed']),
  what: Text,
  before: Type.Unknown(),
  after: Type.Unknown(),
});
export type ComputerChangeView = Static<typeof ComputerChangeView>;

export const duplicateStates = ['open', 'confirmed', 'split'] as const;

/** Two computers that may be one, or one that may be two. */
export const DuplicateView = Type.Object({
  id: Type.Integer(),
  computers: Type.Tuple([ComputerView, ComputerView]),
  kind: Type.Enum(['same-machine', 'same-id']),
  shared: Text,
  foundAt: Milliseconds,
  state: Type.Enum([...duplicateStates]),
});
export type DuplicateView = Static<typeof DuplicateView>;

export const DuplicatePage = Type.Object({
  rows: Type.Array(DuplicateView),
  /** Give it back as `after` to read on; absent on the last page. */
  next: Type.Optional(Type.Integer()),
});
export type DuplicatePage = Static<typeof DuplicatePage>;
