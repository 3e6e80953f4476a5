import { MAX_PROOF_SECONDS } from '@causeway/config-file';
import type { Frequencies } from '../frequencies.ts';

type Intervals = Pick<Frequencies, 'pollingInterval' | 'proofInterval'>;

/**
 * Whether what was shown at that time is to be shown again in this round: by the next one it would be older than the
 * file wants. A clock that was set back is no reason to wait for it.
 */
export function isProofDue(
  { pollingInterval, proofInterval = MAX_PROOF_SECONDS }: Intervals,
  provenAt: number,
  now: number,
): boolean {
  return Math.abs(now - provenAt) > (proofInterval - pollingInterval) * 1000;
}
