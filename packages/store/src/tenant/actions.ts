import type { ClientId } from '@causeway/contract';
import { type ActionReport, MAX_ACTIONS } from '@causeway/contract/client-messages';
import type { ActionRecord, EndpointStore } from '@causeway/endpoint';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import { selectValues } from '../sqlite/json-rows.ts';
import type { TenantSchema } from './schema.ts';
import { noteStandingChange, setStanding } from './standings.ts';

export function createActions(db: Kysely<TenantSchema>): EndpointStore['actions'] {
  const all = db.selectFrom('actions').selectAll();
  return {
    add: (action) => db.transaction().execute((trx) => addActionOfEnrolled(trx, action)),
    async waiting(clientIds) {
      const records = (await selectWaiting(db, clientIds).execute()).map(toRecord);
      const byClient = Map.groupBy(records, ({ clientId }) => clientId);
      const actions = [...byClient].map(
        ([id, waiting]) => [id, waiting.slice(0, MAX_ACTIONS).map(({ action }) => action)] as const,
      );
      return new Map(actions);
    },
    async list({ clientId, limit, after }) {
      const newest = all.orderBy('sequence', 'desc').limit(limit);
      const ofClient = clientId === undefined ? newest : newest.where('clientId', '=', clientId);
      const query =
        after === undefined ? ofClient : ofClient.where('sequence', '<', await placeOf(db, after));
      return (await query.execute()).map(toRecord);
    },
    remove: (id) => db.transaction().execute((trx) => removeAction(trx, id)),
  };
}

/** Within the transaction that is given; whether its client may have one is for the caller to know. */
export async function addAction(trx: Kysely<TenantSchema>, action: ActionRecord): Promise<void> {
  await trx
    .insertInto('actions')
    .values({ ...action, action: toJson(action.action) })
    .execute();
  await noteStandingChange(trx, action.clientId);
}

/** A client is in one group: what it was asked to join before and did not is not asked any more. */
export async function askToJoin(
  trx: Kysely<TenantSchema>,
  asked: {
    readonly id: string;
    readonly clientId: ClientId;
    readonly group: string | null;
    readonly by: string;
    readonly at: number;
  },
): Promise<void> {
  const { id, clientId, group, by, at } = asked;
  await trx
    .deleteFrom('actions')
    .where('clientId', '=', clientId)
    .where('state', '=', 'waiting')
    .where(({ fn, val, eb }) => eb(fn('json_extract', ['action', val('$.kind')]), '=', 'join-group'))
    .execute();
  const action = { id, kind: 'join-group', group } as const;
  await addAction(trx, { id, clientId, action, by, at, state: 'waiting', doneAt: null, message: null });
}

/** Takes down what became of an action of that client, once; one that was retired by it is retired. */
export async function endAction(
  trx: Kysely<TenantSchema>,
  clientId: ClientId,
  { id, outcome, message }: ActionReport,
  doneAt: number,
): Promise<void> {
  const row = await trx
    .updateTable('actions')
    .set({ state: outcome, doneAt, message: message ?? null })
    .where('id', '=', id)
    .where('clientId', '=', clientId)
    .where('state', '=', 'waiting')
    .returning('action')
    .executeTakeFirst();
  if (row === undefined) return;
  await noteStandingChange(trx, clientId);
  if (outcome === 'done' && fromJson(row.action).kind === 'retire')
    await setStanding(trx, clientId, 'retired');
}

async function addActionOfEnrolled(trx: Transaction<TenantSchema>, action: ActionRecord): Promise<boolean> {
  const client = await trx
    .selectFrom('clients')
    .select('id')
    .where('id', '=', action.clientId)
    .where('kind', '=', 'native')
    .where('standing', '=', 'enrolled')
    .executeTakeFirst();
  if (client === undefined) return false;
  await addAction(trx, action);
  return true;
}

/** Of one that was taken back meanwhile, about where it was. */
async function placeOf(db: Kysely<TenantSchema>, id: string): Promise<number> {
  const sequences = db.selectFrom('actions').select('sequence');
  const found = await sequences.where('id', '=', id).executeTakeFirst();
  if (found !== undefined) return found.sequence;
  const later = sequences.where('id', '>', id).orderBy('sequence').limit(1);
  return (await later.executeTakeFirst())?.sequence ?? Number.MAX_SAFE_INTEGER;
}

function selectWaiting(db: Kysely<TenantSchema>, clientIds: readonly ClientId[]) {
  return db
    .selectFrom('actions')
    .innerJoin('clients', 'clients.id', 'actions.clientId')
    .selectAll('actions')
    .where('actions.clientId', 'in', selectValues(clientIds))
    .where('actions.state', '=', 'waiting')
    .where('clients.standing', '=', 'enrolled')
    .orderBy('actions.sequence');
}

async function removeAction(trx: Transaction<TenantSchema>, id: string): Promise<ActionRecord | undefined> {
  const row = await trx
    .deleteFrom('actions')
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  await noteStandingChange(trx, row.clientId);
  return toRecord(row);
}

function toRecord({ sequence: _sequence, ...row }: Selectable<TenantSchema['actions']>): ActionRecord {
  return { ...row, action: fromJson(row.action) };
}
