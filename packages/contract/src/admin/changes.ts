import { type Static, Type } from 'typebox';
import { changeStates } from '../kinds.ts';
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
  isUndoneHere: Type.Boolean({
    description: 'whether who reads this at this place may undo it there, too, as long as it is not over',
  }),
  requestedBy: Type.String(),
  requestedAt: Milliseconds,
  endedAt: Nullable(Milliseconds),
  error: Nullable(ErrorBody.properties.error),
  steps: Type.Array(StepView),
});
export type ChangeView = Static<typeof ChangeView>;

/** What is left out does not matter. */
export const ChangesQuery = Type.Object({
  state: Type.Optional(Type.Enum([...changeStates])),
  before: Type.Optional(
    Type.String({ maxLength: 100, description: 'id of the last change of the page before' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
});
export type ChangesQuery = Static<typeof ChangesQuery>;
