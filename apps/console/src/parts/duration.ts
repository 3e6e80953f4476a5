const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

export type DurationUnit = (typeof UNITS)[number][0];

/** The smallest first, as they are offered. */
export const durationUnits: readonly DurationUnit[] = ['seconds', 'minutes', 'hours', 'days'];

export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** In the largest unit of which it is a whole number. */
export function durationOf(seconds: number): Duration {
  const [unit, size] = UNITS.find(([, one]) => seconds >= one && seconds % one === 0) ?? ['seconds', 1];
  return { amount: seconds / size, unit };
}

export function secondsOf({ amount, unit }: Duration): number {
  return amount * (UNITS.find(([name]) => name === unit)?.[1] ?? 1);
}
