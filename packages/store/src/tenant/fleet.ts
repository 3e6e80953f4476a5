import type { ClientId } from '@causeway/contract';
import type { ClientRecord, EndpointStore, ReportedFailure } from '@causeway/endpoint';
import type { Kysely, Transaction } from 'kysely';
import { readDoubts } from './doubted-evidence.ts';
import type { EvidenceRow, FailureRow, TenantSchema } from './schema.ts';
import { selectClients, toClientRecord } from './select-clients.ts';

type Standing = NonNullable<Awaited<ReturnType<EndpointStore['clients']['standing']>>>;

/** A page is in memory as a whole: a few megabytes with its evidence, and some milliseconds of one transaction. */
const PAGE = 2_000;

/** Every client from behind one, in the order of id. A page is of one moment; the next one may be of a later moment. */
export async function* readFleet(
  db: Kysely<TenantSchema>,
  after: ClientId | undefined,
): AsyncGenerator<Standing> {
  let last = after;
  while (true) {
    const page = await db.transaction().execute((trx) => readPage(trx, last));
    yield* page.standings;
    if (page.last === undefined) return;
    last = page.last;
  }
}

/** One client as the law sees it. */
export async function findStanding(
  trx: Transaction<TenantSchema>,
  id: ClientId,
): Promise<Standing | undefined> {
  const row = await selectClients(trx).where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const [standing] = await withFacts(trx, [toClientRecord(row)]);
  return standing;
}

/** `last` is where the next page goes on, undefined behind the last one. */
async function readPage(trx: Transaction<TenantSchema>, after: ClientId | undefined) {
  const page = selectClients(trx).orderBy('id').limit(PAGE);
  const rows = await (after === undefined ? page : page.where('id', '>', after)).execute();
  const standings = await withFacts(trx, rows.map(toClientRecord));
  return { standings, last: rows.length < PAGE ? undefined : rows.at(-1)?.id };
}

/** The clients, in the order of id and without a gap, with their evidence and failures: one query for each kind of fact. */
async function withFacts(trx: Transaction<TenantSchema>, clients: ClientRecord[]): Promise<Standing[]> {
  const [first, last] = [clients.at(0)?.id, clients.at(-1)?.id];
  if (first === undefined || last === undefined) return [];
  const doubts = await readDoubts(trx, first, last);
  const certain = (await readEvidence(trx, first, last)).filter(
    ({ clientId, at }) => at > (doubts.get(clientId) ?? Number.NEGATIVE_INFINITY),
  );
  const evidence = Map.groupBy(certain, ({ clientId }) => clientId);
  const failures = Map.groupBy(await readFailures(trx, first, last), ({ clientId }) => clientId);
  return clients.map((client) => toStanding(client, evidence.get(client.id), failures.get(client.id)));
}

function readEvidence(
  trx: Transaction<TenantSchema>,
  first: ClientId,
  last: ClientId,
): Promise<EvidenceRow[]> {
  return trx
    .selectFrom('evidence')
    .selectAll()
    .where('clientId', '>=', first)
    .where('clientId', '<=', last)
    .orderBy('clientId')
    .orderBy('address')
    .orderBy('trust')
    .execute();
}

function readFailures(
  trx: Transaction<TenantSchema>,
  first: ClientId,
  last: ClientId,
): Promise<FailureRow[]> {
  return trx
    .selectFrom('failures')
    .selectAll()
    .where('clientId', '>=', first)
    .where('clientId', '<=', last)
    .orderBy('clientId')
    .orderBy('address')
    .orderBy('trust')
    .execute();
}

function toStanding(
  client: ClientRecord,
  evidence: readonly EvidenceRow[] = [],
  failures: readonly FailureRow[] = [],
): Standing {
  const { id, name, kind, standing, waiver, lastSeenAt, fetchedRevision, version, group } = client;
  return {
    id,
    name,
    kind,
    standing,
    waiver,
    lastSeenAt,
    fetchedRevision,
    ...(kind === 'foreign' && { agent: version }),
    ...(group !== null && { group }),
    evidence: evidence.map(({ address, trust, at }) => ({ address, trust, at })),
    failures: failures.map(toFailure),
  };
}

function toFailure({ address, trust, code, at, certificateSha256, message }: FailureRow): ReportedFailure {
  return {
    address,
    code,
    at,
    ...(trust !== '' && { trust }),
    ...(certificateSha256 !== null && { certificateSha256 }),
    ...(message !== null && { message }),
  };
}
