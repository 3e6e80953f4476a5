import { type Static, Type } from 'typebox';
import { ErrorBody, Milliseconds, Nullable } from './primitives.ts';

export const StepView = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  title: Type.String(),
  state: Type.String(),
  startedAt: Nullable(Milliseconds),
  endedAt: Nullable(Milliseconds),
  detail: Type.Unknown(),
});

export const ChangeView = Type.Object({
  id: Type.String(),
  tenants: Type.Array(Type.String({ description: 'name of a tenant, or its id when it is gone' })),
  kind: Type.String(),
  state: Type.String(),
  requestedBy: Type.String(),
  requestedAt: Milliseconds,
  endedAt: Nullable(Milliseconds),
  error: Nullable(ErrorBody.properties.error),
  steps: Type.Array(StepView),
});
export type ChangeView = Static<typeof ChangeView>;
