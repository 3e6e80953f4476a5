import { type Static, Type } from 'typebox';
import { Milliseconds, Nullable, Words } from './primitives.ts';

export const ClientView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.String({ description: 'native, or foreign: the agent of another maker' }),
  standing: Type.String(),
  waiver: Nullable(Type.Object({ reason: Type.String(), by: Type.String(), at: Milliseconds })),
  enrolledAt: Milliseconds,
  lastSeenAt: Nullable(Milliseconds),
  lastAddress: Nullable(Type.String()),
  fetchedRevision: Type.Integer(),
  appliedRevision: Type.Integer(),
  clockSkewSeconds: Type.Number(),
  version: Type.String({ description: 'of a foreign agent, its User-Agent' }),
  group: Nullable(Type.String({ description: 'whose frequencies it has; null: those of the tenant' })),
  deviceId: Nullable(Type.String({ description: 'what a foreign agent calls itself' })),
});
export type ClientView = Static<typeof ClientView>;

export const ClientPage = Type.Object({
  clients: Type.Array(ClientView),
  /** Give it back as `after` to read on; absent on the last page. */
  next: Type.Optional(Type.String()),
});
export type ClientPage = Static<typeof ClientPage>;

export const WaiveClient = Type.Object({ reason: Words }, { additionalProperties: false });

export const CreateEnrollmentToken = Type.Object(
  {
    uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    validHours: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 24 * 366 })),
    group: Type.Optional(Type.String({ maxLength: 300, description: 'the group that its clients join' })),
  },
  { additionalProperties: false },
);
export type CreateEnrollmentToken = Static<typeof CreateEnrollmentToken>;

export const EnrollmentTokenView = Type.Object({
  id: Type.String(),
  createdAt: Milliseconds,
  expiresAt: Milliseconds,
  usesLeft: Type.Integer(),
  group: Nullable(Type.String()),
});
export const NewEnrollmentToken = Type.Object({
  ...EnrollmentTokenView.properties,
  token: Type.String({ description: 'shown this once: give it to causeway-client enroll' }),
});
export type NewEnrollmentToken = Static<typeof NewEnrollmentToken>;

/** Where one client stands in a crossing. */
export const StandingView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.Union([Type.Literal('native'), Type.Literal('foreign'), Type.Literal('endpoint-server')]),
  /** Of a foreign one: its User-Agent. */
  agent: Type.Optional(Type.String()),
  state: Type.Union([
    Type.Literal('proven'),
    Type.Literal('blocking'),
    Type.Literal('sleeping'),
    Type.Literal('waived'),
  ]),
  /** Code of the reason; absent when proven. */
  reason: Type.Optional(Type.String()),
  explanation: Type.Optional(Type.String()),
  remedy: Type.Optional(Type.String()),
  /** Of a foreign one that is known by its User-Agent: what its configuration has to say to bring it over. */
  repoint: Type.Optional(Type.Object({ file: Type.String(), lines: Type.Array(Type.String()) })),
  lastSeenAt: Nullable(Milliseconds),
});

export const CrossingView = Type.Object({
  tenant: Type.String(),
  from: Type.Array(Type.String({ description: 'addresses served now' })),
  to: Type.Array(Type.String({ description: 'addresses after the crossing' })),
  revision: Type.Integer({ description: 'the revision that first carried them all; 0 when none does' }),
  verdict: Type.Union([Type.Literal('allowed'), Type.Literal('refused')]),
  counts: Type.Object({
    clients: Type.Integer(),
    proven: Type.Integer(),
    blocking: Type.Integer(),
    sleeping: Type.Integer(),
    waived: Type.Integer(),
    retired: Type.Integer(),
  }),
  /** Those that have not crossed, first; at most 1,000. */
  clients: Type.Array(StandingView),
});
export type CrossingView = Static<typeof CrossingView>;
