import { randomUUIDv7 } from 'node:crypto';
import { createRequest, type PublicCertificate, renewalIdOf } from '@causeway/certificates';
import { type AcmeOrderId, asId, type CertificateId } from '@causeway/contract';
import type { AcmeOrder } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';

export type OrderWish = Pick<
  AcmeOrder,
  'accountId' | 'certificateName' | 'hostnames' | 'challenge' | 'dnsHook' | 'requestedBy'
>;

/** An order that nothing was done about yet, with its key. @throws ACME_CHALLENGE_NOT_OFFERED */
export async function createOrder(
  wish: OrderWish,
  now: number,
  before?: PublicCertificate,
): Promise<AcmeOrder> {
  const wildcard = wish.hostnames.find((name) => name.startsWith('*.'));
  // RFC 8555 section 7.1.3 leaves it to the CA, and no CA takes anything else.
  if (wildcard !== undefined && wish.challenge !== 'dns-01')
    throw acmeErrors.error('ACME_CHALLENGE_NOT_OFFERED', {
      seen: `${wish.challenge} for ${wildcard}`,
      expected: 'dns-01',
    });
  const { request, keyPem } = await createRequest({ hostnames: wish.hostnames, keyType: 'ecdsa-p256' });
  return {
    ...wish,
    id: asId<AcmeOrderId>(randomUUIDv7()),
    certificateId: asId<CertificateId>(randomUUIDv7()),
    requestPem: request.requestPem,
    keyPem,
    state: 'ordering',
    orderUrl: null,
    certificateUrl: null,
    renews: before?.id ?? null,
    replaces: before === undefined ? null : (renewalIdOf(before.chainPem) ?? null),
    failures: 0,
    nextTryAt: now,
    error: null,
    renewal: null,
    requestedAt: now,
    endedAt: null,
  };
}
