import { certificateIdsOf } from '@causeway/changes';
import { MAX_PROOF_SECONDS, parseConfig } from '@causeway/config-file';
import { addressOf, type CertificateId, type EndpointServerId, type Listener } from '@causeway/contract';
import type { PublishInput } from '@causeway/endpoint';
import type { TenantRecord } from '../provisioning-store.ts';
import { proofIntervalSecondsOf } from './frequencies.ts';
import { addressesOf, type TenantHost } from './tenant-host.ts';
import { type CertificateIndex, rehearsedTrustOf } from './ways.ts';

/** A month: long enough for a holiday, short enough that a withdrawn address is forgotten (DESIGN section 4). */
const VALIDITY_MS = 30 * 86_400_000;

/**
 * What config.ini says of a tenant that serves these listeners: clients prefer the addresses in this order, and trust
 * the anchors of `anchorsOf` beside those of the listeners themselves.
 */
export function planPublication(
  tenant: TenantRecord,
  listeners: readonly Listener[],
  anchorsOf: readonly CertificateId[],
  certificates: CertificateIndex,
): PublishInput {
  const certificateIds = new Set([...certificateIdsOf(listeners), ...anchorsOf]);
  const anchors = new Map<string, string>();
  for (const id of certificateIds) {
    const certificate = certificates.get(id);
    if (certificate !== undefined) anchors.set(certificate.anchorSha256, certificate.anchorPem);
  }
  return {
    endpointServer: {
      id: defaultEndpointServerId(tenant),
      name: 'default',
      hostname: tenant.saved.hostname,
    },
    addresses: addressesOf(listeners),
    rehearsal: rehearsalOf(listeners, certificates),
    anchors: [...anchors].map(([sha256, certificatePem]) => ({
      name: anchorName(sha256),
      sha256,
      certificatePem,
    })),
    pollingIntervalSeconds: tenant.pollingIntervalSeconds,
    inventoryIntervalSeconds: tenant.inventoryIntervalSeconds,
    proofIntervalSeconds: proofIntervalSecondsOf(tenant),
    trustSystemStore: false,
    validityMs: VALIDITY_MS,
  };
}

/** Where clients have to try a certificate that what they trust today does not cover. */
function rehearsalOf(
  listeners: readonly Listener[],
  certificates: CertificateIndex,
): PublishInput['rehearsal'] {
  const rehearsed = listeners.flatMap((listener) => {
    const trust = rehearsedTrustOf(listener, certificates);
    return trust === undefined ? [] : [{ address: addressOf(listener), trust: anchorName(trust.sha256) }];
  });
  if (rehearsed.length === 0) return undefined;
  return {
    addresses: rehearsed.map(({ address }) => address),
    trust: [...new Set(rehearsed.map(({ trust }) => trust))],
  };
}

/** Whether the revision that is published says just that. */
export function isPublished(publication: PublishInput, file: string): boolean {
  const { config } = parseConfig(file);
  const [server] = config.endpointServers;
  return (
    server !== undefined &&
    server.hostname === publication.endpointServer.hostname &&
    isSameList(server.addresses, publication.addresses) &&
    isSameList(server.rehearsal?.addresses ?? [], publication.rehearsal?.addresses ?? []) &&
    isSameList(server.rehearsal?.trust ?? [], publication.rehearsal?.trust ?? []) &&
    isSameList(
      config.anchors.map(({ sha256 }) => sha256).sort(),
      publication.anchors.map(({ sha256 }) => sha256).sort(),
    ) &&
    config.pollingInterval === publication.pollingIntervalSeconds &&
    config.inventoryInterval === publication.inventoryIntervalSeconds &&
    (config.proofInterval ?? MAX_PROOF_SECONDS) === publication.proofIntervalSeconds
  );
}

/** Publishes it unless it is what clients are told already. @returns the revision that says it. */
export async function ensurePublished(
  host: TenantHost,
  publication: PublishInput,
): Promise<{ revision: number }> {
  const current = await host.store.revisions.current();
  if (current !== undefined && isPublished(publication, current.file)) return { revision: current.revision };
  const { revision } = await host.endpoint.publish(publication);
  return { revision };
}

/** The default endpoint server lives and dies with its tenant, so it shares the tenant's id. */
function defaultEndpointServerId(tenant: TenantRecord): EndpointServerId {
  return tenant.id as string as EndpointServerId;
}

function anchorName(sha256: string): string {
  return `anchor-${sha256.slice(0, 16)}`;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
