import type { DatabaseSync } from 'node:sqlite';
import { type KeptFile, type KeptPlatform, MOST_FILES_KEPT } from '@causeway/endpoint';
import type { DiskRoom } from './disk-room.ts';
import { freeBytesOf } from './free-bytes.ts';
import { toSpoolFull } from './spool-full.ts';
import { transact } from './transact.ts';

const ALL = 'select revision, files.keyIds, file from files';
const NEWEST_FIRST = 'order by revision desc limit 1';

/** The config.ini files that an endpoint server serves without its platform. */
export function createKeptFiles(database: DatabaseSync, room: DiskRoom): KeptPlatform['files'] {
  const newest = database.prepare(`${ALL} ${NEWEST_FIRST}`);
  const newestSignedBy = database.prepare(
    `${ALL} join signers using (revision) where keyId = ? ${NEWEST_FIRST}`,
  );
  return {
    async save(file) {
      try {
        const bytes = Buffer.byteLength(file.file);
        room.verify({ bytes, freeInside: freeBytesOf(database) });
        transact(database, () => saveFile(database, file));
      } catch (error) {
        throw toSpoolFull(error);
      }
    },
    newest: async () => toFile(newest.get()),
    newestSignedBy: async (keyId) => toFile(newestSignedBy.get(keyId)),
  };
}

function saveFile(database: DatabaseSync, { revision, keyIds, file }: KeptFile): void {
  const { changes } = database
    .prepare('insert or ignore into files values (?, ?, ?)')
    .run(revision, JSON.stringify(keyIds), file);
  if (changes === 0) return;
  const sign = database.prepare('insert or ignore into signers values (?, ?)');
  for (const keyId of keyIds) sign.run(keyId, revision);
  database
    .prepare(
      `delete from files
        where revision not in (select revision from files order by revision desc limit ?)
          and revision not in (select max(revision) from signers group by keyId)`,
    )
    .run(MOST_FILES_KEPT);
}

function toFile(row: Record<string, unknown> | undefined): KeptFile | undefined {
  if (row === undefined) return undefined;
  const { revision, keyIds, file } = row;
  return { revision: Number(revision), keyIds: JSON.parse(String(keyIds)), file: String(file) };
}
