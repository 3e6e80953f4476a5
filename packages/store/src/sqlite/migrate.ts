import type { DatabaseSync } from 'node:sqlite';
import { storeErrors } from '../errors.ts';
import type { DatabaseKind } from './database-kind.ts';

interface Header {
  readonly applicationId: number;
  readonly version: number;
  readonly isBlank: boolean;
}

/**
 * Refuses what is not ours to write to, without a write.
 * @throws STORE_UNREADABLE, STORE_NEWER
 */
export function verifyHeader(database: DatabaseSync, kind: DatabaseKind, file: string): void {
  const { applicationId, version, isBlank } = readHeader(database);
  if (!isBlank && applicationId !== kind.applicationId) {
    throw storeErrors.error('STORE_UNREADABLE', {
      seen: `${file}: a database with application_id ${applicationId}`,
      expected: `${kind.name}, with application_id ${kind.applicationId}`,
      hint: 'Check the path: this is a database of something else.',
    });
  }
  if (version > kind.migrations.length) {
    throw storeErrors.error('STORE_NEWER', {
      seen: `${file}: version ${version}`,
      expected: `at most version ${kind.migrations.length}`,
    });
  }
}

/** Brings the database to the present shape: all of it, or nothing. */
export function migrate(database: DatabaseSync, kind: DatabaseKind): void {
  const { version } = readHeader(database);
  const pending = kind.migrations.slice(version);
  if (pending.length === 0) return;
  database.exec('begin immediate');
  try {
    for (const script of pending) database.exec(script);
    // Pragmas take no parameters; both values are numbers of our own code.
    database.exec(`pragma application_id = ${kind.applicationId}`);
    database.exec(`pragma user_version = ${kind.migrations.length}`);
    database.exec('commit');
  } catch (cause) {
    database.exec('rollback');
    throw cause;
  }
}

function readHeader(database: DatabaseSync): Header {
  const applicationId = readNumber(database, 'select application_id as value from pragma_application_id');
  const version = readNumber(database, 'select user_version as value from pragma_user_version');
  const objects = readNumber(database, 'select count(*) as value from sqlite_schema');
  return { applicationId, version, isBlank: applicationId === 0 && version === 0 && objects === 0 };
}

function readNumber(database: DatabaseSync, sql: string): number {
  return Number(database.prepare(sql).get()?.value);
}
