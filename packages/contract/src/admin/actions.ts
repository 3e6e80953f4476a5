import { type Static, Type } from 'typebox';
import { actionKinds } from '../kinds.ts';
import { Milliseconds, Nullable } from './primitives.ts';

export const AskClient = Type.Object(
  {
    kind: Type.Enum([...actionKinds]),
    full: Type.Optional(
      Type.Boolean({ description: 'the whole inventory, instead of what differs; of `inventory` alone' }),
    ),
  },
  { additionalProperties: false },
);
export type AskClient = Static<typeof AskClient>;

export const ActionView = Type.Object({
  id: Type.String(),
  client: Type.Object({
    id: Type.String(),
    name: Nullable(Type.String({ description: 'null when the client is gone' })),
  }),
  kind: Type.String({ description: 'inventory, diagnostics, re-enroll, retire or join-group' }),
  full: Type.Optional(Type.Boolean()),
  group: Type.Optional(Nullable(Type.String())),
  by: Type.String(),
  at: Milliseconds,
  state: Type.Union([Type.Literal('waiting'), Type.Literal('done'), Type.Literal('failed')]),
  doneAt: Nullable(Milliseconds),
  message: Nullable(Type.String({ description: 'what the client said of it' })),
});
export type ActionView = Static<typeof ActionView>;

/** Newest first. */
export const ActionPage = Type.Object({
  actions: Type.Array(ActionView),
  /** Give it back as `after` to read on; absent on the last page. */
  next: Type.Optional(Type.String()),
});
export type ActionPage = Static<typeof ActionPage>;

/** The newest that a client said of itself. */
export const DiagnosticsView = Type.Object({
  client: Type.Object({ id: Type.String(), name: Type.String() }),
  receivedAt: Milliseconds,
  document: Type.Unknown({ description: 'as the client sent it' }),
});
export type DiagnosticsView = Static<typeof DiagnosticsView>;
