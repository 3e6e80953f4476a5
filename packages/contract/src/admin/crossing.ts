import { type Static, Type } from 'typebox';
import { MOST_ROWS_A_PAGE } from '../limits.ts';
import { listFormats } from './inventory-feeds.ts';
import { Milliseconds, Nullable } from './primitives.ts';

export const standingStates = ['proven', 'blocking', 'sleeping', 'waived'] as const;
export type StandingState = (typeof standingStates)[number];

/** How far a client has come: it has not fetched the file that names the new addresses, it has, it has proven one. */
export const standingStages = ['never-heard', 'fetched', 'proven'] as const;
export type StandingStage = (typeof standingStages)[number];

/** As the law gives them for a client that blocks. */
export const blockingReasons = [
  ...(['never-fetched', 'not-proven', 'not-rehearsed', 'proof-too-old'] as const),
  ...(['failed', 'sleeping', 'foreign'] as const),
] as const;
export type BlockingReason = (typeof blockingReasons)[number];

/** Where one client stands in a crossing. */
export const StandingView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.Enum(['native', 'foreign', 'endpoint-server']),
  /** Of a foreign one: its User-Agent. */
  agent: Type.Optional(Type.String()),
  state: Type.Enum([...standingStates]),
  /** Code of the reason; absent when proven. */
  reason: Type.Optional(Type.Enum([...blockingReasons])),
  explanation: Type.Optional(Type.String()),
  remedy: Type.Optional(Type.String()),
  /** Of a foreign one that is known by its User-Agent: what its configuration has to say to bring it over. */
  repoint: Type.Optional(Type.Object({ file: Type.String(), lines: Type.Array(Type.String()) })),
  lastSeenAt: Nullable(Milliseconds),
  stage: Type.Enum([...standingStages]),
  fetchedRevision: Type.Integer({ description: 'of config.ini; 0 for none' }),
  appliedRevision: Type.Integer({ description: 'of config.ini; 0 for none' }),
  lastAddress: Nullable(Type.String({ description: 'the address of its newest evidence' })),
  endpointServer: Nullable(Type.String({ description: 'name of the one that it came to last' })),
  oldWayAt: Nullable(
    Type.Number({ description: 'when it last came by an address that goes; null when it never did' }),
  ),
});
export type StandingView = Static<typeof StandingView>;

const Count = Type.Integer({ minimum: 0 });
const counts = { proven: Count, blocking: Count, sleeping: Count, waived: Count };

/** What is to be expected, as far as that can be told. */
export const ForecastView = Type.Object({
  kind: Type.Enum(['done', 'too-early', 'by', 'stalled', 'not-by-themselves']),
  at: Type.Optional(Type.Number({ description: 'of `by`: when the last of them would have crossed' })),
  since: Type.Optional(
    Type.Number({ description: 'of `stalled`: when one last crossed, as far as is known' }),
  ),
  perHour: Type.Optional(Type.Number({ description: 'of `by`: clients that cross in an hour, of late' })),
  waiting: Type.Integer({ description: 'clients that block and may still cross by themselves' }),
  silent: Type.Integer({
    description: 'clients that block and were not heard of for longer than `silentMs`',
  }),
  silentMs: Type.Number(),
  byHand: Type.Integer({ description: 'clients that block until somebody does something about them' }),
});
export type ForecastView = Static<typeof ForecastView>;

export const CrossingView = Type.Object({
  tenant: Type.String(),
  from: Type.Array(Type.String({ description: 'addresses served now' })),
  to: Type.Array(Type.String({ description: 'addresses after the crossing' })),
  goes: Type.Array(
    Type.String({ description: 'addresses that go, or change what has to be trusted or what they serve' }),
  ),
  revision: Type.Integer({ description: 'the revision that first carried them all; 0 when none does' }),
  isUnderWay: Type.Boolean({ description: 'whether any address goes; if not there is nothing to cross to' }),
  change: Nullable(Type.String({ description: 'id of the unfinished change of the tenant' })),
  verdict: Type.Enum(['allowed', 'refused']),
  counts: Type.Object({ clients: Count, ...counts, retired: Count, endpointServers: Count }),
  stages: Type.Object({ neverHeard: Count, fetched: Count, proven: Count }),
  lastByOldWay: Type.Integer({
    description: 'clients that came by an address that goes when they came last',
  }),
  byReason: Type.Array(Type.Object({ reason: Type.Enum([...blockingReasons]), count: Count })),
  byEndpointServer: Type.Array(
    Type.Object({
      name: Nullable(Type.String({ description: 'null: clients that came to none of those there are' })),
      ...counts,
    }),
  ),
  forecast: ForecastView,
  /** Those that have not crossed, first; at most 1,000. */
  clients: Type.Array(StandingView),
});
export type CrossingView = Static<typeof CrossingView>;

export const CrossingQuery = Type.Object({
  limit: Type.Integer({
    ...{ minimum: 0, maximum: MOST_ROWS_A_PAGE, default: MOST_ROWS_A_PAGE },
    description: 'clients that are shown; all of them are counted',
  }),
});

/** What is left out does not matter. */
export const StandingQuery = Type.Object({
  id: Type.Optional(Type.String({ maxLength: 300, description: 'of one client' })),
  state: Type.Optional(Type.Enum([...standingStates])),
  stage: Type.Optional(Type.Enum([...standingStages])),
  reason: Type.Optional(Type.Enum([...blockingReasons])),
  endpointServer: Type.Optional(Type.String({ maxLength: 300, description: 'name of the one they came to' })),
  search: Type.Optional(
    Type.String({ maxLength: 300, description: 'part of the name, of the agent or of the cause' }),
  ),
  limit: Type.Optional(
    Type.Integer({
      ...{ minimum: 1, maximum: 1_000_000_000 },
      description: `rows; a page of JSON has at most ${MOST_ROWS_A_PAGE}, and 100 unless this says otherwise`,
    }),
  ),
  after: Type.Optional(Type.String({ maxLength: 300, description: '`next` of the page before' })),
  format: Type.Optional(Type.Enum([...listFormats])),
});
export type StandingQuery = Static<typeof StandingQuery>;

/** What a crossing had come to at some time. */
export const CrossingSampleView = Type.Object({ at: Milliseconds, ...counts });
export type CrossingSampleView = Static<typeof CrossingSampleView>;

/** What the crossing of a tenant had come to when it was last looked at. */
export const CrossingSummaryView = Type.Object({ tenant: Type.String(), ...CrossingSampleView.properties });
export type CrossingSummaryView = Static<typeof CrossingSummaryView>;
