import type { DatabaseSync } from 'node:sqlite';
import type { ClientAction } from '@causeway/contract/client-messages';
import { endpointErrors, type KeptPlatform, type KnownClient, MOST_CLIENTS_KNOWN } from '@causeway/endpoint';
import type { DiskRoom } from './disk-room.ts';
import { freeBytesOf } from './free-bytes.ts';
import { toSpoolFull } from './spool-full.ts';
import { transact } from './transact.ts';

/** Forgotten at once, so that it is seldom looked for what was used the longest ago. */
const FORGOTTEN_AT_ONCE = 1_000;
/** Of a client: names and keys are short, and few are asked to do something. */
const BYTES_EACH = 500;

/** The clients that an endpoint server knows without its platform. */
export function createKnownClients(database: DatabaseSync, room: DiskRoom): KeptPlatform['clients'] {
  const find = database.prepare(
    'select id, name, publicKey, standing, actions from known_clients where id = ?',
  );
  /** Used since it was last written down who was: a lookup writes nothing. */
  const used = new Set<string>();
  const save = (clients: readonly KnownClient[]) => {
    const bytes = clients.reduce((sum, { actions }) => sum + JSON.stringify(actions).length, 0);
    room.verify({ bytes: clients.length * BYTES_EACH + bytes, freeInside: freeBytesOf(database) });
    transact(database, () => saveClients(database, clients, used));
  };
  return {
    async find(id) {
      const row = find.get(id);
      if (row === undefined) return undefined;
      used.add(id);
      return toClient(row);
    },
    async save(clients) {
      try {
        save(clients);
      } catch (cause) {
        const error = toSpoolFull(cause);
        if (!endpointErrors.is(error, 'SPOOL_FULL')) throw error;
      }
    },
    async forget(ids) {
      const forget = database.prepare(
        'delete from known_clients where id in (select value from json_each(?))',
      );
      room.doAnyhow(() => transact(database, () => forget.run(JSON.stringify(ids))));
    },
  };
}

function saveClients(database: DatabaseSync, clients: readonly KnownClient[], used: Set<string>): void {
  const turn = Number(
    database.prepare('select coalesce(max(usedAt), 0) + 1 as turn from known_clients').get()?.turn,
  );
  const save = database.prepare('insert or replace into known_clients values (?, ?, ?, ?, ?, ?)');
  for (const { id, name, publicKey, standing, actions } of clients)
    save.run(id, name, publicKey, standing, turn, JSON.stringify(actions));
  const count = Number(database.prepare('select count(*) as count from known_clients').get()?.count);
  if (count <= MOST_CLIENTS_KNOWN) return;
  markUsed(database, used, turn);
  database
    .prepare(
      'delete from known_clients where id in (select id from known_clients order by usedAt, id limit ?)',
    )
    .run(Math.max(count - MOST_CLIENTS_KNOWN, FORGOTTEN_AT_ONCE));
}

function markUsed(database: DatabaseSync, used: Set<string>, turn: number): void {
  database
    .prepare('update known_clients set usedAt = ? where id in (select value from json_each(?))')
    .run(turn, JSON.stringify([...used]));
  used.clear();
}

function toClient(row: Record<string, unknown>): KnownClient {
  const { id, name, publicKey, standing, actions } = row;
  return {
    ...{ id: String(id), name: String(name), publicKey: String(publicKey) },
    // As it was written here.
    actions: JSON.parse(String(actions)) as ClientAction[],
    standing: standing === 'enrolled' ? 'enrolled' : 'retired',
  };
}
