import type { Neighbor, Proof, ProofTarget } from '@causeway/bindings';
import type { CertificateId, Listener } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import type { TenantRecord } from '../provisioning-store.ts';
import type { Outside } from './outside.ts';
import type { CertificateIndex } from './ways.ts';

export interface ProveSiteInput {
  readonly listeners: readonly Listener[];
  /** The other tenants of this process. */
  readonly neighbors: readonly TenantRecord[];
  readonly certificates: CertificateIndex;
  readonly outside: Outside;
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
  const proofs = (await Promise.all(input.listeners.map((listener) => prove(listener, input)))).flat();
  refuseFailures('PROOF_FAILED', proofs);
  const ports = new Set(input.listeners.filter(({ scheme }) => scheme === 'https').map(({ port }) => port));
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

async function prove(
  listener: Listener,
  { certificates, outside, signal }: ProveSiteInput,
): Promise<Proof[]> {
  const { certificateId, coming } = listener;
  const options = { timeoutMs: DIAL_LIMIT_MS, signal };
  const proofs = await outside.proveListener(targetOf(listener, certificateId, certificates), options);
  if (coming === undefined) return proofs;
  const rehearsed = targetOf(listener, coming.certificateId, certificates);
  return [...proofs, await outside.proveRehearsal(rehearsed, options)];
}

function targetOf(
  { scheme, hostname, port }: Listener,
  certificateId: CertificateId | null,
  certificates: CertificateIndex,
): ProofTarget {
  const certificate = certificateId === null ? undefined : certificates.get(certificateId);
  const expected = certificate && { certificateSha256: certificate.sha256, anchorPem: certificate.anchorPem };
  return { scheme, hostname, port, ...expected };
}

/** What else is served on the port, with the certificate that each must show. */
function neighborsOn(port: number, { neighbors, certificates }: ProveSiteInput): Neighbor[] {
  return neighbors
    .flatMap(({ serving }) => serving)
    .filter((listener) => listener.port === port)
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
    details: { proofs: failed },
  });
}
