import type { ClientId } from '@causeway/contract';
import type { ComputerId, ComputersPort, DuplicateRow, SettledDuplicate } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import { reopenDuplicates } from '../intake/note-duplicates.ts';
import type { TenantSchema } from '../schema.ts';
import { setArchived } from './archive.ts';
import { selectComputers } from './select-computers.ts';

type Pair = DuplicateRow['computers'];

export function createDuplicates(
  db: Kysely<TenantSchema>,
): Pick<ComputersPort, 'duplicates' | 'settleDuplicate'> {
  return {
    duplicates: ({ state, limit, after = 0 }) =>
      db.transaction().execute((trx) => {
        const condition = state === undefined ? '' : 'and "state" = ?';
        const parameters = state === undefined ? [after, limit] : [after, state, limit];
        return selectDuplicates(trx, `"id" > ? ${condition} order by "id" limit ?`, parameters);
      }),
    settleDuplicate: (id, state, now) => db.transaction().execute((trx) => settle(trx, id, state, now)),
  };
}

async function settle(
  trx: Kysely<TenantSchema>,
  id: number,
  state: 'confirmed' | 'split',
  now: number,
): Promise<SettledDuplicate | undefined> {
  const before = await findDuplicate(trx, id);
  if (before === undefined) return undefined;
  await execute(trx, `update duplicates set "state" = ? where "id" = ?`, [state, id]);
  const formerClient = state === 'confirmed' ? await merge(trx, before, now) : await part(trx, before);
  const duplicate = await findDuplicate(trx, id);
  return duplicate && { duplicate, formerClient };
}

/** @returns the client of whom nobody will hear again */
async function merge(
  trx: Kysely<TenantSchema>,
  { kind, computers }: DuplicateRow,
  now: number,
): Promise<ClientId | undefined> {
  const [silent, heard] = await bySilence(trx, computers);
  await setArchived(trx, silent.id, now);
  // Two machines under one id stay clients: of which of them an agent is, only its inventory tells.
  if (kind !== 'same-machine' || silent.clientId === heard.clientId) return undefined;
  return (await reportsMore(trx, silent.clientId)) ? undefined : silent.clientId;
}

/** What was archived because the two were taken for one is back. */
async function part(trx: Kysely<TenantSchema>, { state, computers }: DuplicateRow): Promise<undefined> {
  if (state !== 'confirmed') return;
  for (const { id } of computers) await setArchived(trx, id, 0);
  for (const { id } of computers) await reopenDuplicates(trx, id);
}

/** The one whose client was heard of longer ago first: the other is what the machine is now. */
async function bySilence(trx: Kysely<TenantSchema>, [one, other]: Pair): Promise<Pair> {
  const [oneAt, otherAt] = [await lastSeenAt(trx, one.clientId), await lastSeenAt(trx, other.clientId)];
  const isOneSilent = oneAt === otherAt ? one.inventoryAt <= other.inventoryAt : oneAt < otherAt;
  return isOneSilent ? [one, other] : [other, one];
}

async function lastSeenAt(trx: Kysely<TenantSchema>, clientId: ClientId): Promise<number> {
  const statement = `select ifnull("lastSeenAt", 0) as "at" from contacts where "clientId" = ?`;
  const [row] = await execute<{ at: number }>(trx, statement, [clientId]);
  return row?.at ?? 0;
}

/** Several machines may share a client; to retire it would lose the others. */
async function reportsMore(trx: Kysely<TenantSchema>, clientId: ClientId): Promise<boolean> {
  return (await selectComputers(trx, 'c."clientId" = ? and c."archivedAt" = 0', [clientId])).length > 0;
}

async function findDuplicate(trx: Kysely<TenantSchema>, id: number): Promise<DuplicateRow | undefined> {
  return (await selectDuplicates(trx, '"id" = ?', [id]))[0];
}

type Kept = Omit<DuplicateRow, 'computers'> & { readonly older: ComputerId; readonly newer: ComputerId };

async function selectDuplicates(
  db: Kysely<TenantSchema>,
  condition: string,
  parameters: readonly (string | number)[],
): Promise<DuplicateRow[]> {
  const rows = await execute<Kept>(db, `select * from duplicates where ${condition}`, parameters);
  const ids = JSON.stringify(rows.flatMap(({ older, newer }) => [older, newer]));
  const computers = await selectComputers(db, 'c."id" in (select value from json_each(?))', [ids]);
  const byId = new Map(computers.map((computer) => [computer.id, computer]));
  return rows.flatMap(({ older, newer, ...row }) => {
    const [one, other] = [byId.get(older), byId.get(newer)];
    return one && other ? [{ ...row, computers: [one, other] as const }] : [];
  });
}
