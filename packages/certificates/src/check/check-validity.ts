import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';

const DAY_MS = 86_400_000;

export interface ValidityLimits {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly activeWindowMs?: number | undefined;
  readonly warnWithinDays?: number | undefined;
}

/** Dates of the leaf, against now, the warning time and the time that a client may sleep and still count as active. */
export function checkValidity(leaf: ParsedCertificate, limits: ValidityLimits): Finding[] {
  const { at, activeWindowMs = 0, warnWithinDays = 0 } = limits;
  const outside = checkInDate(leaf, at, {
    expired: 'CERTIFICATE_EXPIRED',
    early: 'CERTIFICATE_NOT_YET_VALID',
  });
  if (outside.length > 0) return outside;
  const left = leaf.notAfter - at;
  const seen = `ends ${iso(leaf.notAfter)}, in ${Math.floor(left / DAY_MS)} days`;
  const findings: Finding[] = [];
  if (left < warnWithinDays * DAY_MS) {
    findings.push(
      finding(
        'warning',
        'CERTIFICATE_EXPIRES_SOON',
        seen,
        `more than ${warnWithinDays} days left`,
        'Renew the certificate now, before clients lose the address.',
      ),
    );
  }
  if (left < activeWindowMs) {
    const expected = `at least the active window of ${Math.ceil(activeWindowMs / DAY_MS)} days`;
    findings.push(
      finding(
        'warning',
        'CERTIFICATE_SHORTER_THAN_ACTIVE_WINDOW',
        seen,
        expected,
        'Use a certificate that lasts longer, or renew it well before it ends: an active client may sleep that long.',
      ),
    );
  }
  return findings;
}

/** Whether a certificate of any place in the chain is in date. */
export function checkInDate(
  { notBefore, notAfter, subject }: ParsedCertificate,
  at: number,
  codes: { readonly expired: string; readonly early: string },
): Finding[] {
  // OpenSSL refuses the last second too, RFC 5280 section 4.1.2.5 would not.
  if (at >= notAfter) {
    return [
      finding(
        'error',
        codes.expired,
        `${subject} ended ${iso(notAfter)}`,
        `valid at ${iso(at)}`,
        'Renew it and use the new one.',
      ),
    ];
  }
  if (at < notBefore) {
    return [
      finding(
        'error',
        codes.early,
        `${subject} begins ${iso(notBefore)}`,
        `valid at ${iso(at)}`,
        'Wait until it is valid, and check the clock of this machine.',
      ),
    ];
  }
  return [];
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
