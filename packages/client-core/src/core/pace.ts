import type { ClientState } from './client-state.ts';
import type { Frequencies } from './frequencies.ts';
import type { Round } from './schedule.ts';

/** By which intervals the next poll and the next inventory were planned; seconds. */
export interface Pace {
  readonly pollingInterval: number;
  readonly inventoryInterval: number;
}

/**
 * With the pace that is in force now. Where the interval of inventories is another than before, the next one comes at
 * any moment of the new one: clients that all hear of a change within minutes are not in step afterwards. Of the next
 * poll, `delayAfter` says so.
 */
export function withPace<State extends Paced>(
  state: State,
  { pollingInterval, inventoryInterval }: Frequencies,
  now: number,
  random: number,
): State {
  const isKept = state.pace?.inventoryInterval === inventoryInterval || state.inventoryAt === null;
  return {
    ...state,
    pace: { pollingInterval, inventoryInterval },
    nextInventoryAt: isKept ? state.nextInventoryAt : now + random * inventoryInterval * 1000,
  };
}

type Paced = Pick<ClientState, 'pace' | 'inventoryAt' | 'nextInventoryAt'>;

/** What a round that got through means for the next poll: where its interval is another than before, as for inventories. */
export function roundThrough(before: Pace | null, { pollingInterval }: Pace): Round {
  const kind = before?.pollingInterval === pollingInterval ? 'through' : 'changed';
  return { kind, intervalSeconds: pollingInterval };
}
