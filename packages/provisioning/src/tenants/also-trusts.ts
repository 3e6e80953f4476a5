import { isAcceptedUnder } from '@causeway/certificates';
import type { Listener, Site } from '@causeway/contract';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';

/**
 * The anchors in use so far that the desired certificate's chain leads to as well: clients that trust one of them
 * accept it without hearing of anything new. So it is with a cross-signed chain, and with an anchor that was issued
 * again for the same key.
 */
export async function alsoTrustsOf(
  { hostname, certificateId, binding }: Site,
  serving: readonly Listener[],
  certificates: CertificatesDesk,
  now: number,
): Promise<string[]> {
  if (certificateId === null || binding === 'http') return [];
  const coming = (await certificates.indexOf([{ certificateId }])).get(certificateId);
  if (coming === undefined) return [];
  const anchors = await anchorsOf(serving, certificates);
  anchors.delete(coming.anchorSha256);
  return [...anchors]
    .filter(([, anchorPem]) => isAcceptedUnder(coming.chainPem, hostname, [anchorPem], now))
    .map(([sha256]) => sha256);
}

/** The anchors that clients of these listeners may have, by SHA-256. One whose certificate is gone cannot be asked. */
async function anchorsOf(
  serving: readonly Listener[],
  certificates: CertificatesDesk,
): Promise<Map<string, string>> {
  const index = await certificates.indexOf(serving);
  const anchors = new Map(
    [...index.values()].map(({ anchorSha256, anchorPem }) => [anchorSha256, anchorPem]),
  );
  const others = serving
    .flatMap(({ alsoTrusts = [] }) => alsoTrusts)
    .filter((sha256) => !anchors.has(sha256));
  if (others.length === 0) return anchors;
  for (const { anchorSha256, anchorPem } of await certificates.list())
    if (others.includes(anchorSha256)) anchors.set(anchorSha256, anchorPem);
  return anchors;
}
