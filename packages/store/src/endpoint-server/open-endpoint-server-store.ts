import type { KeptPlatform, Spool } from '@causeway/endpoint';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { DiskRoom } from './disk-room.ts';
import { endpointServerDatabase } from './endpoint-server-database.ts';
import { createKeptFiles } from './kept-files.ts';
import { createKnownClients } from './known-clients.ts';
import { SqliteSpool } from './sqlite-spool.ts';

export interface EndpointServerStore extends AsyncDisposable {
  readonly spool: Spool;
  readonly kept: KeptPlatform;
}

/**
 * Opens the database of a stand-alone endpoint server, or makes it with mode 0600. Beside it lies a reserve of disk
 * space by which entries can be removed from a disk that others filled to the last byte. Disposing waits for what is
 * under way.
 * @param options.maxBytes of the entries of the spool
 * @throws STORE_UNREADABLE, STORE_NEWER
 */
export async function openEndpointServerStore(options: {
  readonly file: string;
  readonly maxBytes: number;
}): Promise<EndpointServerStore> {
  const { file, maxBytes } = options;
  const database = await openSqlite(file, endpointServerDatabase);
  using onFailure = new DisposableStack();
  onFailure.defer(() => database.close());
  const room = new DiskRoom(file);
  room.ensureReserve();
  const spool = new SqliteSpool({ database, room, maxBytes });
  const kept = { clients: createKnownClients(database, room), files: createKeptFiles(database, room) };
  onFailure.move();
  return {
    ...{ spool, kept },
    async [Symbol.asyncDispose]() {
      spool.flush();
      if (database.isOpen) database.close();
    },
  };
}
