import {
  type ComputerId,
  compareIdentities,
  type DuplicateRow,
  isSameMachine,
  type MachineIdentity,
} from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { fromJson, type Json } from '../../json.ts';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';
import { marksOf, ownNameOf } from './marks-of.ts';

/** Serial numbers that thousands share are no news; somebody looks at a few. */
const MOST_CANDIDATES = 20;

const byMarksStatement = `
select distinct c."id", r."identity" from computer_marks m
join computers c on c."id" = m."computerId" join computer_reports r on r."computerId" = c."id"
where m."mark" in (select value from json_each(?)) and c."id" <> ? and c."archivedAt" = 0
limit ${MOST_CANDIDATES}`;
const byNameStatement = `
select c."id", r."identity" from computers c join computer_reports r on r."computerId" = c."id"
where c."archivedAt" = 0 and c."name" = ? and c."id" <> ?
limit ${MOST_CANDIDATES}`;
const noteStatement = `
insert into duplicates ("kind", "older", "newer", "shared", "foundAt", "state") values (?, ?, ?, ?, ?, 'open')
on conflict ("older", "newer", "kind") do update
set "state" = 'open', "foundAt" = excluded."foundAt", "shared" = excluded."shared" where "state" = 'confirmed'`;

const reopenStatement = `
update duplicates set "state" = 'open' where "state" = 'confirmed' and ? in ("older", "newer")
and not exists (select 1 from computers where "id" in ("older", "newer") and "archivedAt" > 0)`;

/** Keeps by what the computer is found when another turns out to be the same machine. */
export async function saveMarks(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
  identity: MachineIdentity,
): Promise<void> {
  await execute(trx, `delete from computer_marks where "computerId" = ?`, [computerId]);
  const statement = `insert or ignore into computer_marks ("mark", "computerId") select value, ? from json_each(?)`;
  await execute(trx, statement, [computerId, JSON.stringify(marksOf(identity))]);
}

/** Notes each computer in use that is the same machine as this one, as far as the two tell. */
export async function noteSameMachines(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
  identity: MachineIdentity,
  at: number,
): Promise<void> {
  for (const candidate of await findCandidates(trx, computerId, identity)) {
    const known = fromJson<MachineIdentity>(candidate.identity);
    const shared = sharedBy(known, identity);
    if (shared !== undefined)
      await noteDuplicate(trx, { kind: 'same-machine', computers: [candidate.id, computerId], shared, at });
  }
}

/** Those with something of the machine, and those of its name: of one of them nothing else may be known. */
async function findCandidates(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
  identity: MachineIdentity,
): Promise<Candidate[]> {
  const marks = JSON.stringify(marksOf(identity));
  const marked = await execute<Candidate>(trx, byMarksStatement, [marks, computerId]);
  const name = ownNameOf(identity);
  if (name === undefined) return marked;
  return [...marked, ...(await execute<Candidate>(trx, byNameStatement, [name, computerId]))];
}

/** Asks for it again when it was confirmed and both are in use again, and never when it was split. */
export async function noteDuplicate(
  trx: Kysely<TenantSchema>,
  found: {
    readonly kind: DuplicateRow['kind'];
    readonly computers: readonly [ComputerId, ComputerId];
    readonly shared: string;
    readonly at: number;
  },
): Promise<void> {
  const { kind, computers, shared, at } = found;
  await execute(trx, noteStatement, [kind, Math.min(...computers), Math.max(...computers), shared, at]);
}

/** Of a computer that is back: where the other one is there, too, what was confirmed does not hold any more. */
export async function reopenDuplicates(trx: Kysely<TenantSchema>, id: ComputerId): Promise<void> {
  await execute(trx, reopenStatement, [id]);
}

/** What makes one machine of the two, for a person; where nothing else tells, the hostname. */
function sharedBy(one: MachineIdentity, other: MachineIdentity): string | undefined {
  const { kind, shared } = compareIdentities(one, other);
  if (kind === 'unknown') return isSameMachine(one, other) ? `hostname ${one.hostname}` : undefined;
  return kind === 'same' ? shared : undefined;
}

interface Candidate {
  readonly id: ComputerId;
  readonly identity: Json<MachineIdentity>;
}
