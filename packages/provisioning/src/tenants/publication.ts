import { parseConfig } from '@causeway/config-file';
import type { CertificateId, EndpointServerId, Listener } from '@causeway/contract';
import type { PublishInput } from '@causeway/endpoint';
import type { TenantRecord } from '../provisioning-store.ts';
import { addressesOf, type TenantHost } from './tenant-host.ts';
import type { CertificateIndex } from './ways.ts';

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
  const certificateIds = new Set([...anchorsOf, ...listeners.map(({ certificateId }) => certificateId)]);
  const anchors = new Map<string, string>();
  for (const id of certificateIds) {
    const certificate = id === null ? undefined : certificates.get(id);
    if (certificate !== undefined) anchors.set(certificate.anchorSha256, certificate.anchorPem);
  }
  return {
    endpointServer: {
      id: defaultEndpointServerId(tenant),
      name: 'default',
      hostname: tenant.saved.hostname,
    },
    addresses: addressesOf(listeners),
    anchors: [...anchors].map(([sha256, certificatePem]) => ({
      name: anchorName(sha256),
      sha256,
      certificatePem,
    })),
    pollingIntervalSeconds: tenant.pollingIntervalSeconds,
    inventoryIntervalSeconds: tenant.inventoryIntervalSeconds,
    trustSystemStore: false,
    validityMs: VALIDITY_MS,
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
    isSameList(
      config.anchors.map(({ sha256 }) => sha256).sort(),
      publication.anchors.map(({ sha256 }) => sha256).sort(),
    ) &&
    config.pollingInterval === publication.pollingIntervalSeconds &&
    config.inventoryInterval === publication.inventoryIntervalSeconds
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

/** Revisions looked at on the way back to the first that carries some addresses. */
const LOOK_BACK = 1_000;

/** The first revision, back from the current one, that carries all of these addresses and anchors; 0 when none does. */
export async function firstRevisionWith(
  host: TenantHost,
  wanted: { readonly addresses: readonly string[]; readonly anchors: readonly string[] },
): Promise<number> {
  const current = (await host.store.revisions.current())?.revision ?? 0;
  let first = 0;
  for (let revision = current; revision > Math.max(0, current - LOOK_BACK); revision--) {
    const published = await host.store.revisions.find(revision);
    if (published === undefined) continue;
    const { config } = parseConfig(published.file);
    const addresses = new Set<string>(config.endpointServers.flatMap((server) => server.addresses));
    const anchors = new Set(config.anchors.map(({ sha256 }) => sha256));
    const carries =
      wanted.addresses.every((address) => addresses.has(address)) &&
      wanted.anchors.every((anchor) => anchors.has(anchor));
    if (!carries) break;
    first = revision;
  }
  return first;
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
