import { type Static, Type } from 'typebox';
import { Nullable } from './primitives.ts';

/** Clients with frequencies of their own; null: as the tenant has it. */
export const GroupView = Type.Object({
  name: Type.String(),
  pollingIntervalSeconds: Nullable(Type.Integer()),
  inventoryIntervalSeconds: Nullable(Type.Integer()),
  activeWindowSeconds: Nullable(Type.Integer()),
});
export type GroupView = Static<typeof GroupView>;

export const CountedGroup = Type.Object({
  ...GroupView.properties,
  clients: Type.Integer({ description: 'that are not retired' }),
});
export type CountedGroup = Static<typeof CountedGroup>;

/** Bounds of the frequencies, of a tenant and of a group. */
export const ActiveWindowSeconds = Type.Integer({ minimum: 10, maximum: 366 * 86_400 });
export const PollingIntervalSeconds = Type.Integer({ minimum: 1, maximum: 7 * 86_400 });
export const InventoryIntervalSeconds = Type.Integer({ minimum: 10, maximum: 366 * 86_400 });

/** What is left out stays as it is; null: as the tenant has it. */
export const SetGroup = Type.Object(
  {
    pollingIntervalSeconds: Type.Optional(Nullable(PollingIntervalSeconds)),
    inventoryIntervalSeconds: Type.Optional(Nullable(InventoryIntervalSeconds)),
    activeWindowSeconds: Type.Optional(Nullable(ActiveWindowSeconds)),
  },
  { additionalProperties: false },
);
export type SetGroup = Static<typeof SetGroup>;

export const MoveClient = Type.Object(
  { group: Nullable(Type.String({ maxLength: 300, description: 'null: out of any group' })) },
  { additionalProperties: false },
);
export type MoveClient = Static<typeof MoveClient>;
