/** A client as far as it matters to who wants to be rid of it. */
export interface Leaving {
  readonly id: string;
  readonly name: string;
  /** `native`, `foreign` or `endpoint-server`. */
  readonly kind: string;
  readonly isWaived: boolean;
  readonly isSleeping: boolean;
}

/** It is asked to stop, or retired without being asked. */
export type RetireWay = 'ask' | 'now';

/** The advised one first: one that sleeps may never hear of it, and foreign agents take no actions. */
export function retireWays({ kind, isSleeping }: Pick<Leaving, 'kind' | 'isSleeping'>): readonly RetireWay[] {
  if (kind !== 'native') return ['now'];
  return isSleeping ? ['now', 'ask'] : ['ask', 'now'];
}
