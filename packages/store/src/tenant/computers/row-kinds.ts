import type { Column, RowKind } from './row-kind.ts';

export const computerKind: RowKind = {
  id: ['id'],
  columns: {
    ...columnsOf('c', ['id', 'clientId', 'name', 'softwareCount', 'firstSeenAt', 'inventoryAt', 'changedAt']),
    ...columnsOf('c', ['domain', 'osFamily', 'osName', 'osVersion', 'manufacturer', 'model'], ''),
    ...columnsOf('c', ['serialNumber', 'uuid', 'cpu', 'ip', 'lastUser', 'collectedBy'], ''),
    ...columnsOf('c', ['cpuCores', 'memoryBytes', 'storageBytes', 'archivedAt'], 0),
  },
};

export const softwareKind: RowKind = {
  id: ['id'],
  columns: {
    id: { sql: 's."id"' },
    ...insensitive('s', ['name', 'version', 'publisher', 'architecture', 'source']),
    installations: { sql: 'n."installations"' },
    firstSeenAt: { sql: 's."firstSeenAt"' },
  },
};

export const installationKind: RowKind = {
  id: ['computerId', 'softwareId'],
  columns: {
    computerId: { sql: 'c."id"' },
    computerName: { sql: 'c."name"' },
    softwareId: { sql: 'i."softwareId"' },
    ...insensitive('s', ['name', 'version', 'publisher', 'architecture', 'source']),
    sizeBytes: { sql: 'ifnull(i."sizeBytes", 0)', unknown: 0 },
    installedAt: { sql: 'ifnull(i."installedAt", 0)', unknown: 0 },
    since: { sql: 'i."since"' },
  },
};

export const changeKind: RowKind = {
  id: ['id'],
  columns: {
    ...columnsOf('h', ['id', 'computerId']),
    computerName: { sql: 'c."name"' },
    ...columnsOf('h', ['at', 'section', 'kind', 'what', 'before', 'after']),
  },
};

function columnsOf(table: string, names: readonly string[], unknown?: '' | 0): Record<string, Column> {
  const column = (name: string) => ({ sql: `${table}."${name}"`, ...(unknown !== undefined && { unknown }) });
  return Object.fromEntries(names.map((name) => [name, column(name)]));
}

/** The catalog tells upper from lower case; who looks something up in it does not. */
function insensitive(table: string, names: readonly string[]): Record<string, Column> {
  return Object.fromEntries(names.map((name) => [name, { sql: `${table}."${name}" collate nocase` }]));
}
