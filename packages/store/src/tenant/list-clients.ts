import {
  type ClientFilter,
  type ClientRecord,
  type ClientStateFilter,
  type EndpointStore,
  inAsciiLowerCase,
} from '@causeway/endpoint';
import { type ExpressionBuilder, type Kysely, type NotNull, type SqlBool, sql } from 'kysely';
import { toJson } from '../json.ts';
import type { TenantSchema } from './schema.ts';
import { selectClients, toClientRecord } from './select-clients.ts';

type Options = Parameters<EndpointStore['clients']['list']>[0];

/** Along the index of names: a page costs as many rows as it has to pass over to be full. */
export async function listClients(
  db: Kysely<TenantSchema>,
  { limit, after, filter = {} }: Options,
): Promise<ClientRecord[]> {
  let query = selectClients(db)
    .where((eb) => eb.and(conditionsOf(eb, filter)))
    .orderBy('name')
    .orderBy('id');
  if (after !== undefined)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('name', 'id'), '>', tuple(after.name, after.id)),
    );
  return (await query.limit(limit).execute()).map(toClientRecord);
}

export async function countListedClients(db: Kysely<TenantSchema>, filter: ClientFilter): Promise<number> {
  const counted = db
    .selectFrom('clients')
    .innerJoin('contacts', 'contacts.clientId', 'clients.id')
    .select(({ fn }) => fn.countAll().as('count'))
    .where((eb) => eb.and(conditionsOf(eb, filter)));
  return Number((await counted.executeTakeFirstOrThrow()).count);
}

/** Retired clients poll no more, and endpoint servers are in no group. */
export async function countClientsByGroup(db: Kysely<TenantSchema>): Promise<Map<string, number>> {
  const counted = db
    .selectFrom('clients')
    .select(['group', ({ fn }) => fn.countAll().as('count')])
    .where('group', 'is not', null)
    .where('standing', '=', 'enrolled')
    .where('kind', '<>', 'endpoint-server')
    .groupBy('group')
    .$narrowType<{ group: NotNull }>();
  return new Map((await counted.execute()).map(({ group, count }) => [group, Number(count)]));
}

type Builder = ExpressionBuilder<TenantSchema, 'clients' | 'contacts'>;

function conditionsOf(eb: Builder, { name, kind, group, state }: ClientFilter) {
  return [
    eb('kind', '<>', 'endpoint-server'),
    ...(name === undefined ? [] : [containsAnyCase(name)]),
    ...(kind === undefined ? [] : [eb('kind', '=', kind)]),
    ...(group === undefined ? [] : [group === null ? eb('group', 'is', null) : eb('group', '=', group)]),
    ...(state === undefined ? [] : [isOfState(eb, state)]),
  ];
}

function containsAnyCase(part: string) {
  return sql<SqlBool>`instr(lower("name"), ${inAsciiLowerCase(part)}) > 0`;
}

/** As `clientStateOf` says it. */
function isOfState(eb: Builder, { is, policy, now }: ClientStateFilter) {
  if (is === 'retired') return eb('standing', '=', 'retired');
  const isWaived = eb('waiver', '<>', toJson(null));
  if (is === 'waived') return eb.and([eb('standing', '=', 'enrolled'), isWaived]);
  const { activeWindowMs, activeWindowMsByGroup: byGroup = {} } = policy;
  const own = Object.entries(byGroup).map(([group, windowMs]) => sql`when ${group} then ${now - windowMs}`);
  const since = now - activeWindowMs;
  const sinceOfGroup =
    own.length === 0
      ? sql<number>`${since}`
      : sql<number>`case "group" ${sql.join(own, sql` `)} else ${since} end`;
  const isActive = eb('lastSeenAt', '>=', sinceOfGroup);
  return eb.and([
    eb('standing', '=', 'enrolled'),
    eb.not(isWaived),
    is === 'active' ? isActive : eb.or([eb('lastSeenAt', 'is', null), eb.not(isActive)]),
  ]);
}
