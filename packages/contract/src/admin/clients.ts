import { type Static, Type } from 'typebox';
import { Milliseconds, Nullable, Words } from './primitives.ts';

const ClientStateSchema = Type.Enum(['active', 'sleeping', 'waived', 'retired'], {
  description:
    'active: seen within the active window of its group or tenant; the first that is true of retired, waived and these two',
});

export const ClientView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.String({ description: 'native, or foreign: the agent of another maker' }),
  standing: Type.String(),
  state: ClientStateSchema,
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
  total: Type.Optional(Type.Integer()),
});
export type ClientPage = Static<typeof ClientPage>;

export const ClientQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 2000, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: '500 unless set' })),
  search: Type.Optional(Type.String({ maxLength: 300, description: 'a part of the name' })),
  state: Type.Optional(ClientStateSchema),
  kind: Type.Optional(Type.Enum(['native', 'foreign'])),
  group: Type.Optional(Type.String({ maxLength: 300 })),
  ungrouped: Type.Optional(Type.Boolean({ description: 'those of no group' })),
  count: Type.Optional(Type.Boolean({ description: 'whether `total` is wanted, which costs more' })),
});
export type ClientQuery = Static<typeof ClientQuery>;

/** One client with the evidence that it gave, and what it reported of addresses that it did not get through to. */
export const ClientDetailsView = Type.Object({
  ...ClientView.properties,
  evidence: Type.Array(
    Type.Object({
      address: Type.String(),
      trust: Type.String({
        description: 'SHA-256 of the trust anchor under which it came; `none` over HTTP',
      }),
      at: Milliseconds,
    }),
  ),
  failures: Type.Array(
    Type.Object({
      address: Type.String(),
      code: Type.String(),
      at: Milliseconds,
      message: Nullable(Type.String({ description: 'what the client said of it' })),
    }),
  ),
});
export type ClientDetailsView = Static<typeof ClientDetailsView>;

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
  purpose: Type.Enum(['client', 'endpoint-server'], { description: 'what may enroll with it' }),
  createdAt: Milliseconds,
  expiresAt: Milliseconds,
  usesLeft: Type.Integer(),
  group: Nullable(Type.String()),
});
export type EnrollmentTokenView = Static<typeof EnrollmentTokenView>;
export const NewEnrollmentToken = Type.Object({
  ...EnrollmentTokenView.properties,
  token: Type.String({ description: 'shown this once: give it to causeway-client enroll' }),
});
export type NewEnrollmentToken = Static<typeof NewEnrollmentToken>;
