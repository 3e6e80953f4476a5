import { isDeepStrictEqual } from 'node:util';
import { type ConfiguredGroup, MAX_PROOF_SECONDS } from '@causeway/config-file';
import type { ConfigureTenant, CreateTenant } from '@causeway/contract/admin';
import type { Policy } from '@causeway/reachability';
import type { ClientGroup, TenantRecord } from '../provisioning-store.ts';

const DAY_MS = 86_400_000;

/** How often clients come by, and how long one that does not counts as active. */
export type Frequencies = Pick<
  TenantRecord,
  'activeWindowMs' | 'pollingIntervalSeconds' | 'inventoryIntervalSeconds'
>;

/** With those of groups. */
export type AllFrequencies = Frequencies & Pick<TenantRecord, 'groups'>;

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

/** How long the clients of a tenant, and of each group that says otherwise, count as active. */
export function policyOf({ activeWindowMs, groups }: AllFrequencies): Policy {
  const own = groups.flatMap(({ name, activeWindowMs: ofGroup }) =>
    ofGroup === undefined ? [] : [[name, ofGroup] as const],
  );
  return own.length === 0
    ? { activeWindowMs }
    : { activeWindowMs, activeWindowMsByGroup: Object.fromEntries(own) };
}

/** After it has passed, no client of the tenant is active that was not seen. */
export function longestWindowMsOf({ activeWindowMs, groups }: AllFrequencies): number {
  return Math.max(activeWindowMs, ...groups.map((group) => group.activeWindowMs ?? 0));
}

/** Chances that a client has to show its evidence before the active window forgets it: one may fall into a bad hour. */
const PROOFS_A_WINDOW = 3;

/** How old a proof grows before clients show it again: never so old that the law no longer counts it. */
export function proofIntervalSecondsOf({ activeWindowMs }: Pick<Frequencies, 'activeWindowMs'>): number {
  const part = Math.floor(activeWindowMs / 1000 / PROOFS_A_WINDOW);
  return Math.min(MAX_PROOF_SECONDS, Math.max(1, part));
}

/** A group as config.ini names it: of its active window clients know how often to show evidence. */
export function configuredGroupOf(group: ClientGroup): ConfiguredGroup {
  const { name, pollingIntervalSeconds, inventoryIntervalSeconds, activeWindowMs } = group;
  return {
    name,
    ...(pollingIntervalSeconds !== undefined && { pollingInterval: pollingIntervalSeconds }),
    ...(inventoryIntervalSeconds !== undefined && { inventoryInterval: inventoryIntervalSeconds }),
    ...(activeWindowMs !== undefined && { proofInterval: proofIntervalSecondsOf({ activeWindowMs }) }),
  };
}

/** Whether config.ini has to say something else. */
export function changesConfig(tenant: AllFrequencies, changed: AllFrequencies): boolean {
  return !isDeepStrictEqual(configured(tenant), configured(changed));
}

function configured(tenant: AllFrequencies) {
  const { pollingIntervalSeconds, inventoryIntervalSeconds, groups } = tenant;
  return [
    [pollingIntervalSeconds, inventoryIntervalSeconds, proofIntervalSecondsOf(tenant)],
    groups.map(configuredGroupOf),
  ];
}
