import type { ChangeRow, ComputerRow, InstallationRow, SoftwareRow } from '@causeway/inventory';
import type { Column, Entity } from './entity.ts';

const id: Column = { kind: 'id', isNullable: false };
const text: Column = { kind: 'text', isNullable: false };
const time: Column = { kind: 'time', isNullable: false };
const count: Column = { kind: 'count', isNullable: false };
const maybe = ({ kind }: Column): Column => ({ kind, isNullable: true });
const bytes: Column = { kind: 'bytes', isNullable: true };

/** Every column of the row: one that the port gains is described here before it compiles. */
type ColumnsOf<Row> = { readonly [Name in keyof Row]-?: Column };

export const computers = {
  name: 'computers',
  set: 'Computers',
  type: 'Computer',
  key: ['id'],
  columns: {
    id,
    name: text,
    clientId: text,
    domain: maybe(text),
    osFamily: maybe(text),
    osName: maybe(text),
    osVersion: maybe(text),
    manufacturer: maybe(text),
    model: maybe(text),
    serialNumber: maybe(text),
    uuid: maybe(text),
    cpu: maybe(text),
    cpuCores: maybe(count),
    memoryBytes: bytes,
    storageBytes: bytes,
    ip: maybe(text),
    lastUser: maybe(text),
    collectedBy: maybe(text),
    softwareCount: count,
    firstSeenAt: time,
    inventoryAt: time,
    changedAt: time,
    archivedAt: maybe(time),
  } satisfies ColumnsOf<ComputerRow>,
} satisfies Entity;

export const software = {
  name: 'software',
  set: 'Software',
  type: 'SoftwareItem',
  key: ['id'],
  columns: {
    id,
    name: text,
    version: text,
    publisher: text,
    architecture: text,
    source: text,
    installations: count,
    firstSeenAt: time,
  } satisfies ColumnsOf<SoftwareRow>,
} satisfies Entity;

export const installations = {
  name: 'installations',
  set: 'Installations',
  type: 'Installation',
  key: ['computerId', 'softwareId'],
  columns: {
    computerId: id,
    computerName: text,
    softwareId: id,
    name: text,
    version: text,
    publisher: text,
    architecture: text,
    source: text,
    sizeBytes: bytes,
    installedAt: maybe(time),
    since: time,
  } satisfies ColumnsOf<InstallationRow>,
} satisfies Entity;

export const changes = {
  name: 'changes',
  set: 'Changes',
  type: 'Change',
  key: ['id'],
  columns: {
    id,
    computerId: id,
    computerName: text,
    at: time,
    section: text,
    kind: text,
    what: text,
    before: { kind: 'json', isNullable: true },
    after: { kind: 'json', isNullable: true },
  } satisfies ColumnsOf<ChangeRow>,
} satisfies Entity;
