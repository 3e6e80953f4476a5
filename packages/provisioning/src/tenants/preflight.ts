import type { Bindings } from '@causeway/bindings';
import { checkBindingCertificate, type Finding, hasErrors } from '@causeway/certificates';
import { type Listener, openPortOf } from '@causeway/contract';
import { withoutEmptyKey } from '../certificates/without-empty-key.ts';
import { provisioningErrors } from '../errors.ts';
import type { TenantRecord } from '../provisioning-store.ts';
import { longestWindowMsOf } from './frequencies.ts';
import type { Outside } from './outside.ts';
import { checkProxiedMove } from './proxied/check-proxied-move.ts';
import { checkProxy } from './proxied/check-proxy.ts';
import type { CertificateIndex } from './ways.ts';

/** Clients need time to fetch the next certificate's anchor before this one ends. */
export const WARN_WITHIN_DAYS = 14;

export interface PreflightInput {
  readonly tenant: TenantRecord;
  /** Served until now. */
  readonly before: readonly Listener[];
  readonly coming: readonly Listener[];
  readonly certificates: CertificateIndex;
  readonly now: number;
  /** Whether this process listens on the port already, for whatever tenant. */
  readonly isPortOurs: (port: number) => boolean;
  readonly outside: Outside;
  /** Where what a proxy passes on comes in; left out for a website on another machine, which looks at its own proxy. */
  readonly arrivals?: Pick<Bindings, 'expectArrival'>;
  /** `there`: on the machine of the website, which may have keys that are not in the store. */
  readonly keyPlace?: 'here' | 'there';
}

/** DESIGN rule 3: every finding about what is to be served, worst first. */
export async function checkPreflight(input: PreflightInput): Promise<Finding[]> {
  const findings = input.coming.flatMap((listener) => checkCertificateOf(listener, input));
  findings.push(...checkProxiedMove(input));
  for (const port of new Set(input.coming.map(openPortOf)))
    if (!input.isPortOurs(port)) findings.push(...(await input.outside.checkPortFree(port)));
  for (const hostname of new Set(input.coming.map((listener) => listener.hostname)))
    findings.push(...(await checkHostname(hostname, input)));
  // What is wrong already would be found again on the way through the proxy.
  if (!hasErrors(findings)) findings.push(...(await checkProxies(input)));
  return findings.sort((a, b) => rank(a) - rank(b));
}

async function checkProxies({ coming, arrivals, certificates, outside }: PreflightInput): Promise<Finding[]> {
  if (arrivals === undefined) return [];
  const found = await Promise.all(
    coming.map((listener) => checkProxy(listener, { arrivals, certificates, outside })),
  );
  return found.flat();
}

/** Behind a proxy it is the proxy that the name leads to. */
async function checkHostname(hostname: string, { coming, outside }: PreflightInput): Promise<Finding[]> {
  const isProxied = coming.some((one) => one.hostname === hostname && one.proxy !== undefined);
  const findings = await outside.checkHostnameResolves(hostname);
  if (!isProxied) return findings;
  const remedy = 'Nothing, if that is the proxy.';
  return findings.map((finding) => ({ ...finding, severity: 'notice', expected: 'the proxy', remedy }));
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

function checkCertificateOf(
  { certificateId, hostname, proxy }: Listener,
  { tenant, certificates, now, keyPlace = 'here' }: PreflightInput,
): Finding[] {
  const certificate = certificateId === null ? undefined : certificates.get(certificateId);
  if (certificate === undefined) return [];
  const { chainPem, keyPem } =
    proxy === undefined && keyPlace === 'here' ? certificate : withoutEmptyKey(certificate);
  return checkBindingCertificate({
    ...{ chainPem, keyPem, hostname },
    anchorsPem: [certificate.anchorPem],
    at: now,
    activeWindowMs: longestWindowMsOf(tenant),
    warnWithinDays: WARN_WITHIN_DAYS,
  });
}

function rank({ severity }: Finding): number {
  return ['error', 'warning', 'notice'].indexOf(severity);
}
