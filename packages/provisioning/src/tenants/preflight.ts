import { checkBindingCertificate, type Finding, hasErrors } from '@causeway/certificates';
import type { Listener } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import type { TenantRecord } from '../provisioning-store.ts';
import type { Outside } from './outside.ts';
import type { CertificateIndex } from './ways.ts';

/** Clients need time to fetch the next certificate's anchor before this one ends. */
export const WARN_WITHIN_DAYS = 14;

export interface PreflightInput {
  readonly tenant: TenantRecord;
  readonly coming: readonly Listener[];
  readonly certificates: CertificateIndex;
  readonly now: number;
  /** Whether this process listens on the port already, for whatever tenant. */
  readonly isPortOurs: (port: number) => boolean;
  readonly outside: Outside;
}

/** DESIGN rule 3: every finding about what is to be served, worst first. */
export async function checkPreflight(input: PreflightInput): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const listener of input.coming) {
    findings.push(...checkCertificateOf(listener, input));
    if (!input.isPortOurs(listener.port))
      findings.push(...(await input.outside.checkPortFree(listener.port)));
  }
  for (const hostname of new Set(input.coming.map((listener) => listener.hostname))) {
    findings.push(...(await input.outside.checkHostnameResolves(hostname)));
  }
  return findings.sort((a, b) => rank(a) - rank(b));
}

/** @throws PREFLIGHT_FAILED when there is an error among them. */
export function refuseErrors(findings: readonly Finding[]): void {
  if (!hasErrors(findings)) return;
  const errors = findings.filter(({ severity }) => severity === 'error');
  throw provisioningErrors.error('PREFLIGHT_FAILED', {
    seen: errors.map(({ code, seen }) => `${code}: ${seen}`).join('; '),
    expected: errors.map(({ expected }) => expected).join('; '),
    hint: errors.map(({ remedy }) => remedy).join(' '),
    details: { findings },
  });
}

function checkCertificateOf(listener: Listener, { tenant, certificates, now }: PreflightInput): Finding[] {
  if (listener.certificateId === null) return [];
  const certificate = certificates.get(listener.certificateId);
  if (certificate === undefined) return [];
  return checkBindingCertificate({
    chainPem: certificate.chainPem,
    keyPem: certificate.keyPem,
    hostname: listener.hostname,
    anchorsPem: [certificate.anchorPem],
    at: now,
    activeWindowMs: tenant.activeWindowMs,
    warnWithinDays: WARN_WITHIN_DAYS,
  });
}

function rank({ severity }: Finding): number {
  return ['error', 'warning', 'notice'].indexOf(severity);
}
