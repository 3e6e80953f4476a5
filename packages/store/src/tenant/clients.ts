import type { ClientId } from '@causeway/contract';
import type { ClientRecord, EndpointStore } from '@causeway/endpoint';
import { endpointErrors } from '@causeway/endpoint';
import type { Kysely, Updateable } from 'kysely';
import { toJson } from '../json.ts';
import { selectValues } from '../sqlite/json-rows.ts';
import { askToJoin } from './actions.ts';
import { enroll } from './enroll.ts';
import { findStanding, readFleet } from './fleet.ts';
import { countClientsByGroup, countListedClients, listClients } from './list-clients.ts';
import { record } from './record.ts';
import type { TenantSchema } from './schema.ts';
import { selectClients, toClientRecord } from './select-clients.ts';
import { noteStandingChange, readChangedSince, setStanding } from './standings.ts';

/** Who puts a client into a group is in the audit log. */
const GROUPED_BY = 'causeway';

export function createClients(db: Kysely<TenantSchema>): EndpointStore['clients'] {
  return {
    enroll: (client, tokenId, now) =>
      db.transaction().execute((trx) => enroll(trx, { client, tokenId, now })),
    find: (id) => findClient(db, id),
    async findMany(ids) {
      const query = selectClients(db).where('id', 'in', selectValues(ids)).orderBy('id');
      return (await query.execute()).map(toClientRecord);
    },
    list: (options) => listClients(db, options),
    countListed: (filter) => countListedClients(db, filter),
    async count() {
      const counted = db.selectFrom('clients').select(({ fn }) => fn.countAll().as('count'));
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
    async countByStanding() {
      const rows = await db.selectFrom('client_counts').selectAll().execute();
      const counts = new Map(rows.map(({ standing, count }) => [standing, count]));
      return { enrolled: counts.get('enrolled') ?? 0, retired: counts.get('retired') ?? 0 };
    },
    countByGroup: () => countClientsByGroup(db),
    setStanding: (id, standing) =>
      db.transaction().execute(async (trx) => {
        await setStanding(trx, id, standing);
        return findClient(trx, id);
      }),
    changedSince: (standingsAt, limit) =>
      db.transaction().execute((trx) => readChangedSince(trx, standingsAt, limit)),
    setWaiver: (id, waiver) => update(db, id, { waiver: toJson(waiver) }),
    setGroup: (id, group, actionId, now) =>
      db.transaction().execute(async (trx) => {
        await trx.updateTable('clients').set({ group }).where('id', '=', id).execute();
        const client = await findClient(trx, id);
        if (client?.kind === 'native')
          await askToJoin(trx, { id: actionId, clientId: id, group, by: GROUPED_BY, at: now });
        return client;
      }),
    setKey: (id, publicKey) => db.transaction().execute((trx) => setKey(trx, id, publicKey)),
    async record(observations) {
      if (observations.length === 0) return;
      await db.transaction().execute((trx) => record(trx, observations));
    },
    fleet: (after) => readFleet(db, after),
    standing: (id) => db.transaction().execute((trx) => findStanding(trx, id)),
  };
}

async function findClient(db: Kysely<TenantSchema>, id: ClientId): Promise<ClientRecord | undefined> {
  const row = await selectClients(db).where('id', '=', id).executeTakeFirst();
  return row && toClientRecord(row);
}

async function setKey(
  trx: Kysely<TenantSchema>,
  id: ClientId,
  publicKey: string,
): Promise<ClientRecord | undefined> {
  const holder = await trx
    .selectFrom('clients')
    .select('id')
    .where('publicKey', '=', publicKey)
    .executeTakeFirst();
  if (holder?.id === id) return findClient(trx, id);
  if (holder !== undefined)
    throw endpointErrors.error('CLIENT_KEY_TAKEN', { seen: `the key of client ${holder.id}` });
  await trx.updateTable('clients').set({ publicKey }).where('id', '=', id).execute();
  const client = await findClient(trx, id);
  if (client !== undefined) await noteStandingChange(trx, id);
  return client;
}

async function update(
  db: Kysely<TenantSchema>,
  id: ClientId,
  columns: Updateable<TenantSchema['clients']>,
): Promise<ClientRecord | undefined> {
  return db.transaction().execute(async (trx) => {
    await trx.updateTable('clients').set(columns).where('id', '=', id).execute();
    return findClient(trx, id);
  });
}
