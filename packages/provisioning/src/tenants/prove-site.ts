import type { Bindings, Neighbor, Proof, ProofTarget } from '@causeway/bindings';
import type { CertificateId, Listener } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import type { TenantRecord } from '../provisioning-store.ts';
import type { Outside } from './outside.ts';
import { proveArrival } from './proxied/check-proxy.ts';
import { proxyRemedies } from './proxied/proxy-remedies.ts';
import type { CertificateIndex } from './ways.ts';

export interface ProveSiteInput {
  readonly listeners: readonly Listener[];
  /** The other tenants of this process. */
  readonly neighbors: readonly TenantRecord[];
  readonly certificates: CertificateIndex;
  readonly outside: Outside;
  /** Where what a proxy passes on comes in. */
  readonly arrivals: Pick<Bindings, 'expectArrival'>;
  readonly signal: AbortSignal;
}

/** A proof dials our own machine; what does not answer within this time will not answer a client either. */
const DIAL_LIMIT_MS = 10_000;

/**
 * Dials every listener from outside by its name, with the trust that clients have and with SNI and without, then every
 * neighbor on the same ports.
 * @throws PROOF_FAILED, NEIGHBOR_DISTURBED
 */
export async function proveSite(input: ProveSiteInput): Promise<{ readonly proofs: readonly Proof[] }> {
  const proofs = (await Promise.all(input.listeners.map((listener) => dialListener(listener, input)))).flat();
  refuseFailures('PROOF_FAILED', proofs);
  const direct = input.listeners.filter(({ scheme, proxy }) => scheme === 'https' && proxy === undefined);
  const ports = new Set(direct.map(({ port }) => port));
  const neighborProofs: Proof[] = [];
  for (const port of ports) {
    const dialed = await input.outside.checkNeighbors(port, neighborsOn(port, input), {
      timeoutMs: DIAL_LIMIT_MS,
      signal: input.signal,
    });
    neighborProofs.push(...dialed);
  }
  refuseFailures('NEIGHBOR_DISTURBED', neighborProofs);
  return { proofs: [...proofs, ...neighborProofs] };
}

/**
 * Dials one listener by its name as clients do, and for what is rehearsed there. `arrivals`: left out for a listener of
 * another process, which itself looks at how its proxy passes on.
 */
export async function dialListener(
  listener: Listener,
  input: Pick<ProveSiteInput, 'certificates' | 'outside' | 'signal'> &
    Partial<Pick<ProveSiteInput, 'arrivals'>>,
): Promise<Proof[]> {
  const { certificateId, coming, proxy } = listener;
  const { certificates, outside, signal, arrivals } = input;
  const options = { timeoutMs: DIAL_LIMIT_MS, signal };
  const target = targetOf(listener, certificateId, certificates);
  const proofs = await outside.proveListener(target, options);
  if (proxy !== undefined) {
    const arrived =
      arrivals === undefined ? [] : await proveArrival({ ...target, proxy }, { arrivals, outside, options });
    return [...proofs, ...arrived];
  }
  if (coming === undefined) return proofs;
  const rehearsed = targetOf(listener, coming.certificateId, certificates);
  return [...proofs, await outside.proveRehearsal(rehearsed, options)];
}

function targetOf(
  { scheme, hostname, port, proxy }: Listener,
  certificateId: CertificateId | null,
  certificates: CertificateIndex,
): ProofTarget {
  const certificate = certificateId === null ? undefined : certificates.get(certificateId);
  const expected = certificate && { certificateSha256: certificate.sha256, anchorPem: certificate.anchorPem };
  return { scheme, hostname, port, ...expected, ...(proxy && { proxied: {} }) };
}

/** What else is served on the port, with the certificate that each must show. */
function neighborsOn(port: number, { neighbors, certificates }: ProveSiteInput): Neighbor[] {
  return neighbors
    .flatMap(({ serving }) => serving)
    .filter((listener) => listener.port === port && listener.proxy === undefined)
    .flatMap(({ hostname, certificateId }) => {
      const certificate = certificateId === null ? undefined : certificates.get(certificateId);
      if (certificate === undefined) return [];
      return [{ hostname, certificateSha256: certificate.sha256, anchorPem: certificate.anchorPem }];
    });
}

function refuseFailures(code: 'PROOF_FAILED' | 'NEIGHBOR_DISTURBED', proofs: readonly Proof[]): void {
  const failed = proofs.filter((proof) => proof.code !== 'OK');
  if (failed.length === 0) return;
  throw provisioningErrors.error(code, {
    seen: failed.map((proof) => `${proof.address} (${proof.check}): ${proof.code}, ${proof.seen}`).join('\n'),
    expected: [...new Set(failed.map(({ expected }) => expected))].join('; '),
    ...remedyOf(failed),
    details: { proofs: failed },
  });
}

/** What to do about a proxy is another thing than what to do about our own listeners. */
function remedyOf(failed: readonly Proof[]): { readonly hint?: string } {
  const remedies = failed
    .filter(({ check }) => check === 'through-proxy')
    .map(({ code }) => proxyRemedies[code])
    .filter((remedy) => remedy !== undefined);
  if (remedies.length === 0) return {};
  return { hint: `Everything was put back. ${[...new Set(remedies)].join(' ')}` };
}
