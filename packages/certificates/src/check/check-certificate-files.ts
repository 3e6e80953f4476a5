import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { formatKey } from '../read/read-key.ts';
import { arrangeFiles } from './arrange-files.ts';
import { checkParsed, findingOf } from './check-certificate.ts';
import { type Finding, hasErrors } from './finding.ts';

/** Shown as soon as it is near enough to order a new one. */
const WARN_WITHIN_DAYS = 30;
/** The active window of a tenant unless set (DESIGN section 1). */
const ACTIVE_WINDOW_MS = 30 * 86_400_000;

export interface CertificateFiles {
  /** Contents of any format, not paths. */
  readonly file: string | Uint8Array;
  readonly chain?: string | Uint8Array | undefined;
  readonly key?: string | Uint8Array | undefined;
  readonly password?: string | undefined;
  readonly anchor?: string | Uint8Array | undefined;
  readonly hostname: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface CertificateReport {
  readonly verdict: 'usable' | 'unusable';
  readonly findings: readonly Finding[];
  /** Absent when nothing could be read. */
  readonly certificate?: CertificateSummary;
}

export interface CertificateSummary {
  readonly subject: string;
  readonly issuer: string;
  readonly hostnames: readonly string[];
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
}

/** `causeway certificate check`: never throws for what is in the files. */
export function checkCertificateFiles(files: CertificateFiles): CertificateReport {
  try {
    const { members, anchors, key } = arrangeFiles(files);
    const keyPem = key === undefined ? undefined : formatKey(key);
    const { hostname, at } = files;
    const limits = { at, warnWithinDays: WARN_WITHIN_DAYS, activeWindowMs: ACTIVE_WINDOW_MS };
    const findings = checkParsed(members, anchors, { chainPem: '', keyPem, hostname, ...limits });
    return report(members[0], findings);
  } catch (error) {
    return { verdict: 'unusable', findings: [findingOf(error)] };
  }
}

function report(leaf: ParsedCertificate | undefined, findings: Finding[]): CertificateReport {
  const verdict = hasErrors(findings) ? 'unusable' : 'usable';
  if (leaf === undefined) return { verdict, findings };
  const { subject, issuer, hostnames, notBefore, notAfter, sha256 } = leaf;
  const dates = { notBefore: new Date(notBefore).toISOString(), notAfter: new Date(notAfter).toISOString() };
  return { verdict, findings, certificate: { subject, issuer, hostnames, ...dates, sha256 } };
}
