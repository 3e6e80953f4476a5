import type { ClientState } from './client-state.ts';

type Planned = Pick<ClientState, 'inventoryAt' | 'nextInventoryAt' | 'inventoryTrouble'>;

/** A clock that was set back is no reason to wait for it. */
export function isInventoryDue(
  { inventoryAt, nextInventoryAt, inventoryTrouble }: Planned,
  intervalSeconds: number,
  now: number,
): boolean {
  if (inventoryTrouble !== null) return Math.abs(now - inventoryTrouble.at) >= inventoryTrouble.restMs;
  if (inventoryAt === null || nextInventoryAt === null) return inventoryAt === null;
  return now >= nextInventoryAt || nextInventoryAt - now > intervalSeconds * 1000;
}

/**
 * When the next one is due, after one that was delivered now. A client keeps its moment of the interval, whatever came
 * in between: neither an outage nor an order to all of a fleet brings its clients into step.
 */
export function nextInventoryAfter(
  { nextInventoryAt }: Planned,
  intervalSeconds: number,
  now: number,
  random: number,
): number {
  const intervalMs = intervalSeconds * 1000;
  if (nextInventoryAt === null) return now + random * intervalMs;
  const ahead = nextInventoryAt - now;
  if (ahead > 0 && ahead <= intervalMs) return nextInventoryAt;
  return now + intervalMs - modulo(-ahead, intervalMs);
}

/** From 0 up to the divisor, of negative numbers too. */
function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
