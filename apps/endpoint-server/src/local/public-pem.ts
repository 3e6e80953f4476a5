import type { LocalCertificate } from '../state/serving-state.ts';

/** All of a certificate but its key: leaf, chain and anchor, as the platform has to know it. PEM. */
export function publicPemOf({
  chainPem,
  anchorPem,
}: Pick<LocalCertificate, 'chainPem' | 'anchorPem'>): string {
  const chain = chainPem.endsWith('\n') ? chainPem : `${chainPem}\n`;
  return chain.includes(anchorPem.trim()) ? chain : `${chain}${anchorPem}`;
}
