import {
  type CertificateMaterial,
  checkBindingCertificate,
  describeCertificate,
  type Finding,
  matchesHostname,
} from '@causeway/certificates';
import type { CertificateInspection } from '@causeway/contract/admin';
import type { TenantRecord } from '../provisioning-store.ts';
import { longestWindowMsOf } from '../tenants/frequencies.ts';
import { WARN_WITHIN_DAYS } from '../tenants/preflight.ts';
import { type KeyAsked, withoutEmptyKey } from './without-empty-key.ts';

const DAY_MS = 86_400_000;

export interface InspectionSurroundings {
  readonly tenants: readonly TenantRecord[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Name of the certificate request that it answers. */
  readonly request?: string | undefined;
}

/** What an admin sees before a certificate is kept: what it is, what is to say about it, and what it would fit. */
export function inspectCertificate(
  material: CertificateMaterial,
  { tenants, now, request }: InspectionSurroundings,
): CertificateInspection {
  const { subject, issuer, hostnames, notBefore, notAfter, sha256 } = material;
  const { key, chain, anchor } = describeCertificate(material);
  const fitting = tenants.filter(({ saved }) =>
    hostnames.some((name) => matchesHostname(name, saved.hostname)),
  );
  return {
    ...{ subject, issuer, hostnames: [...hostnames], notBefore, notAfter, sha256, key },
    daysLeft: (notAfter - now) / DAY_MS,
    chain: [...chain],
    anchor,
    ...(request !== undefined && { request }),
    findings: findingsFor(nameOf(material), withoutEmptyKey(material), { now }),
    fits: fitting
      .map((tenant) => ({ tenant, ...tenant.saved }))
      .map(({ tenant, hostname, proxy }) => ({
        tenant: tenant.name,
        hostname,
        findings: findingsFor(hostname, proxy === undefined ? material : withoutEmptyKey(material), {
          now,
          activeWindowMs: longestWindowMsOf(tenant),
        }),
      })),
  };
}

function findingsFor(
  hostname: string,
  { chainPem, keyPem, anchorPem }: KeyAsked,
  { now, activeWindowMs }: { readonly now: number; readonly activeWindowMs?: number },
): Finding[] {
  const anchorsPem = [anchorPem];
  const limits = { at: now, activeWindowMs, warnWithinDays: WARN_WITHIN_DAYS };
  return checkBindingCertificate({ chainPem, keyPem, hostname, anchorsPem, ...limits });
}

/** One of its own names, so that what is found is no matter of the name; without any, that is found. */
function nameOf({ hostnames: [first = 'host.example'] }: CertificateMaterial): string {
  return first.replace(/^\*/, 'any');
}
