import { checkCertificate } from './check-certificate.ts';
import { hasErrors } from './finding.ts';

/** No time to renew is asked for here, only whether a handshake succeeds. */
const NO_LIMITS = { warnWithinDays: 0, activeWindowMs: 0 };

/** Whether a client that trusts exactly these anchors completes a handshake with this chain, at that time. */
export function isAcceptedUnder(
  chainPem: string,
  hostname: string,
  anchorsPem: readonly string[],
  at: number,
): boolean {
  return !hasErrors(checkCertificate({ chainPem, hostname, anchorsPem, at, ...NO_LIMITS }));
}
