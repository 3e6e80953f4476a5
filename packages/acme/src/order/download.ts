import {
  type CertificateMaterial,
  certificateErrors,
  matchesHostname,
  readCertificate,
} from '@causeway/certificates';
import type { AcmeAccount, AcmeOrder } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';
import type { OrderStep } from './order-ports.ts';
import { nextOrderState } from './order-states.ts';

/** Fetches the chain, checks that it is what was ordered, and stores it under the id chosen beforehand: once. */
export async function download({ order, account, session, ports }: OrderStep): Promise<AcmeOrder> {
  const { certificates, now } = ports;
  if ((await certificates.find(order.certificateId)) === undefined) {
    const pem = await session.fetchText(order.certificateUrl ?? '', 'application/pem-certificate-chain');
    const material = readIssued(pem, order, account);
    refuseOther(material, order, now());
    const { certificateId: id, certificateName: name, renews } = order;
    const kept = { id, name, origin: 'acme', createdAt: now(), renewal: 'automatic', renews } as const;
    await certificates.add({ ...material, ...kept });
  }
  const state = nextOrderState(order.state, 'store');
  return { ...order, state, keyPem: '', endedAt: now(), error: null };
}

/** With the anchor that clients need: the one named for the account, a public root, or what the CA itself is trusted by. */
function readIssued(pem: string, { keyPem: key }: AcmeOrder, account: AcmeAccount): CertificateMaterial {
  const { issuerAnchorPem, anchorPem } = account;
  const candidates =
    issuerAnchorPem === null ? [undefined, ...certificatesIn(anchorPem ?? '')] : [issuerAnchorPem];
  let last: unknown;
  for (const anchor of candidates) {
    try {
      return readCertificate({ files: [pem, key], anchor });
    } catch (error) {
      if (!certificateErrors.is(error, 'CERTIFICATE_CHAIN_INCOMPLETE')) throw unusable(error);
      last = error;
    }
  }
  const seen = certificateErrors.is(last) ? last.seen : undefined;
  throw acmeErrors.error('ACME_ISSUER_ANCHOR_UNKNOWN', { seen, expected: 'the root of the CA', cause: last });
}

function refuseOther({ hostnames, notAfter }: CertificateMaterial, order: AcmeOrder, now: number): void {
  const missing = order.hostnames.filter(
    (wanted) => !hostnames.some((name) => name === wanted || matchesHostname(name, wanted)),
  );
  if (missing.length > 0)
    throw acmeErrors.error('ACME_CERTIFICATE_UNUSABLE', {
      seen: `a certificate for ${hostnames.join(', ')}`,
      expected: `one for ${missing.join(', ')}`,
    });
  if (notAfter <= now)
    throw acmeErrors.error('ACME_CERTIFICATE_UNUSABLE', {
      seen: `a certificate that ended ${new Date(notAfter).toISOString()}`,
      expected: 'one that lasts',
      hint: 'Check the clock of this machine.',
    });
}

function unusable(cause: unknown): unknown {
  if (!certificateErrors.is(cause)) return cause;
  const { code, seen, expected } = cause;
  return acmeErrors.error('ACME_CERTIFICATE_UNUSABLE', { seen: `${code}: ${seen ?? ''}`, expected, cause });
}

function certificatesIn(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
