import { randomUUID } from 'node:crypto';
import { sealPrivateKey } from '@causeway/certificates';
import type {
  LocalSite,
  Offer,
  OfferedCertificate,
  OfferedListener,
  SyncAnswer,
} from '@causeway/contract/upstream-messages';
import { createTestCa } from '@causeway/testkit';
import type { LocalCertificate } from '../state/serving-state.ts';

export const TENANT = '01920000-0000-7000-8000-00000000000a';
export const SERVER = '01920000-0000-7000-8000-00000000000b';

/** A CA with a certificate for the name, as this machine has it. */
export function makeCertificate(hostname = 'dmz.localhost'): LocalCertificate {
  const ca = createTestCa();
  const { chainPem, keyPem, sha256 } = ca.issue({ hostnames: [hostname] });
  return { chainPem, keyPem, sha256, anchorPem: ca.certificatePem, anchorSha256: ca.sha256 };
}

/** The same as the platform offers it; sealed to that key, or without its key. */
export async function offerCertificate(
  { chainPem, keyPem, sha256, anchorPem }: LocalCertificate,
  to?: { readonly sealingKey: string; readonly id?: string },
): Promise<OfferedCertificate> {
  const id = randomUUID();
  const offered = { id, name: 'dmz', sha256, chainPem, anchorPem };
  if (to === undefined) return offered;
  const { sealingKey, id: endpointServerId = SERVER } = to;
  const context = { tenantId: TENANT, endpointServerId, certificateId: id };
  return { ...offered, sealedKey: await sealPrivateKey(keyPem, { sealingKey, context }) };
}

export function httpListener(port: number, hostname = 'dmz.localhost'): OfferedListener {
  return { scheme: 'http', hostname, port, serves: 'everything', certificateId: null, trust: 'none' };
}

export function httpsListener(port: number, certificate: OfferedCertificate, trust: string): OfferedListener {
  const { id: certificateId } = certificate;
  return { scheme: 'https', hostname: 'dmz.localhost', port, serves: 'everything', certificateId, trust };
}

export function offerOf(
  number: number,
  listeners: readonly OfferedListener[],
  certificates: readonly OfferedCertificate[] = [],
): Offer {
  return { number, listeners: [...listeners], certificates: [...certificates] };
}

export function answerOf(parts: Partial<SyncAnswer> = {}): SyncAnswer {
  return {
    ...{ contract: 1, tenantName: 'acme', name: 'dmz', state: 'authorized', revision: 1 },
    ...{ changedClients: [], standingsAt: 0 },
    ...parts,
  };
}

export function siteOn(httpPort: number, parts: Partial<LocalSite> = {}): LocalSite {
  return {
    ...{ hostname: 'dmz.localhost', binding: 'http', httpPort, httpsPort: 8443, rescue: false },
    ...parts,
  };
}
