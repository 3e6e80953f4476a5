import type { ComputerView } from '@causeway/contract/admin';
import { formatTime } from '../../../app/format.ts';
import * as texts from '../../../texts/index.ts';
import { showValue } from '../show-value.ts';

export interface Difference {
  readonly title: string;
  readonly values: readonly [string, string];
  /** Both are known, and the same. */
  readonly isSame: boolean;
}

const compared = [
  'name',
  'uuid',
  'serialNumber',
  'manufacturer',
  'model',
  'osName',
  'osVersion',
  'memoryBytes',
  'ip',
  'lastUser',
  'collectedBy',
  'clientId',
] as const satisfies readonly (keyof ComputerView)[];
const times = ['inventoryAt', 'firstSeenAt'] as const;

/** Two computers line by line; what neither has is left out. */
export function compareComputers([one, other]: readonly [ComputerView, ComputerView]): Difference[] {
  const { columns: titles } = texts.computers;
  const facts = compared
    .filter((name) => one[name] !== null || other[name] !== null)
    .map(
      (name): Difference => ({
        title: titles[name],
        values: [shown(name, one[name]), shown(name, other[name])],
        isSame: one[name] !== null && one[name] === other[name],
      }),
    );
  const seen = times.map(
    (name): Difference => ({
      title: titles[name],
      values: [formatTime(one[name]), formatTime(other[name])],
      isSame: false,
    }),
  );
  return [...facts, ...seen];
}

function shown(name: string, value: string | number | null): string {
  return value === null ? texts.rows.dash : showValue(name, value);
}
