import { MAX_PROOF_SECONDS } from '@causeway/config-file';
import type { ConfigureTenant, CreateTenant } from '@causeway/contract/admin';
import type { TenantRecord } from '../provisioning-store.ts';

const DAY_MS = 86_400_000;

/** How often clients come by, and how long one that does not counts as active. */
export type Frequencies = Pick<
  TenantRecord,
  'activeWindowMs' | 'pollingIntervalSeconds' | 'inventoryIntervalSeconds'
>;

export const defaultFrequencies: Frequencies = {
  activeWindowMs: 30 * DAY_MS,
  pollingIntervalSeconds: 600,
  inventoryIntervalSeconds: 86_400,
};

/** Those that a request names. */
export function frequenciesIn(request: ConfigureTenant | CreateTenant): Partial<Frequencies> {
  const { activeWindowSeconds, pollingIntervalSeconds, inventoryIntervalSeconds } = request;
  return {
    ...(activeWindowSeconds !== undefined && { activeWindowMs: activeWindowSeconds * 1000 }),
    ...(pollingIntervalSeconds !== undefined && { pollingIntervalSeconds }),
    ...(inventoryIntervalSeconds !== undefined && { inventoryIntervalSeconds }),
  };
}

/** Chances that a client has to show its evidence before the active window forgets it: one may fall into a bad hour. */
const PROOFS_A_WINDOW = 3;

/** How old a proof grows before clients show it again: never so old that the law no longer counts it. */
export function proofIntervalSecondsOf({ activeWindowMs }: Pick<Frequencies, 'activeWindowMs'>): number {
  const part = Math.floor(activeWindowMs / 1000 / PROOFS_A_WINDOW);
  return Math.min(MAX_PROOF_SECONDS, Math.max(1, part));
}

/** Whether config.ini has to say something else; of the active window clients know how often to show evidence. */
export function changesConfig(tenant: Frequencies, given: Partial<Frequencies>): boolean {
  const changed = { ...tenant, ...given };
  return (
    changed.pollingIntervalSeconds !== tenant.pollingIntervalSeconds ||
    changed.inventoryIntervalSeconds !== tenant.inventoryIntervalSeconds ||
    proofIntervalSecondsOf(changed) !== proofIntervalSecondsOf(tenant)
  );
}
