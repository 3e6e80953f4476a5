import { provisioningErrors } from '../errors.ts';
import type { AllFrequencies } from './frequencies.ts';

/** Polls that fall into an active window at least: a client that misses two is not yet asleep. */
const POLLS_A_WINDOW = 3;

/**
 * Of groups that have a window or a polling interval of their own, whatever of it they leave to the tenant.
 * @throws ACTIVE_WINDOW_TOO_SHORT
 */
export function refuseShortWindows(tenant: AllFrequencies): void {
  for (const { name, ...own } of tenant.groups) {
    if (own.activeWindowMs === undefined && own.pollingIntervalSeconds === undefined) continue;
    const { activeWindowMs, pollingIntervalSeconds } = { ...tenant, ...own };
    const leastMs = pollingIntervalSeconds * 1000 * POLLS_A_WINDOW;
    if (activeWindowMs >= leastMs) continue;
    throw provisioningErrors.error('ACTIVE_WINDOW_TOO_SHORT', {
      seen: `group ${name}: an active window of ${activeWindowMs / 1000} s with a poll every ${pollingIntervalSeconds} s`,
      expected: `at least ${leastMs / 1000} s, or more frequent polls`,
    });
  }
}
