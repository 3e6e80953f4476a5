import { isDeepStrictEqual } from 'node:util';
import { certificateIdsOf } from '@causeway/changes';
import {
  type ConfigFile,
  type ConfiguredServer,
  MAX_PROOF_SECONDS,
  parseConfig,
} from '@causeway/config-file';
import { addressOf, type CertificateId, type Listener } from '@causeway/contract';
import type { PublishedServer, PublishInput } from '@causeway/endpoint';
import type { TenantRecord } from '../provisioning-store.ts';
import { configuredGroupOf, proofIntervalSecondsOf } from './frequencies.ts';
import type { ServedSite } from './served-sites.ts';
import { addressesOf, type TenantHost } from './tenant-host.ts';
import { type CertificateIndex, rehearsedTrustOf } from './ways.ts';

/** A month: long enough for a holiday, short enough that a withdrawn address is forgotten (DESIGN section 4). */
const VALIDITY_MS = 30 * 86_400_000;

/** One endpoint server as it is to be shown: clients prefer the addresses in this order. */
export interface PublicSite extends Pick<ServedSite, 'id' | 'name' | 'hostname'> {
  readonly listeners: readonly Listener[];
  /** Whose anchors clients are to trust there beside those of the listeners themselves. */
  readonly anchorsOf: readonly CertificateId[];
}

/** What config.ini says of a tenant whose endpoint servers are these. One that serves nothing is not named. */
export function planPublication(
  tenant: TenantRecord,
  sites: readonly PublicSite[],
  certificates: CertificateIndex,
): PublishInput {
  const named = sites.filter(({ listeners }) => addressesOf(listeners).length > 0);
  return {
    endpointServers: named.map((site) => publishedServerOf(site, certificates)),
    anchors: anchorsOf(named, certificates),
    pollingIntervalSeconds: tenant.pollingIntervalSeconds,
    inventoryIntervalSeconds: tenant.inventoryIntervalSeconds,
    proofIntervalSeconds: proofIntervalSecondsOf(tenant),
    ...(tenant.groups.length > 0 && { groups: tenant.groups.map(configuredGroupOf) }),
    trustSystemStore: false,
    validityMs: VALIDITY_MS,
  };
}

function publishedServerOf(site: PublicSite, certificates: CertificateIndex): PublishedServer {
  const { id, name, hostname, listeners } = site;
  return {
    ...{ id, name, hostname, addresses: addressesOf(listeners) },
    trust: anchorsOf([site], certificates).map((anchor) => anchor.name),
    rehearsal: rehearsalOf(listeners, certificates),
  };
}

/** Each once, in the order in which they come up. */
function anchorsOf(sites: readonly PublicSite[], certificates: CertificateIndex): PublishInput['anchors'] {
  const ids = sites.flatMap(({ listeners, anchorsOf: more }) => [...certificateIdsOf(listeners), ...more]);
  const anchors = new Map<string, string>();
  for (const id of ids) {
    const certificate = certificates.get(id);
    if (certificate !== undefined) anchors.set(certificate.anchorSha256, certificate.anchorPem);
  }
  return [...anchors].map(([sha256, certificatePem]) => ({
    name: anchorName(sha256),
    sha256,
    certificatePem,
  }));
}

/** Where clients have to try a certificate that what they trust today does not cover. */
function rehearsalOf(
  listeners: readonly Listener[],
  certificates: CertificateIndex,
): PublishedServer['rehearsal'] {
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
  return (
    isSameList(config.endpointServers.map(formatServer), publication.endpointServers.map(formatServer)) &&
    isSameList(anchorDigests(config), anchorDigests(publication)) &&
    config.pollingInterval === publication.pollingIntervalSeconds &&
    config.inventoryInterval === publication.inventoryIntervalSeconds &&
    (config.proofInterval ?? MAX_PROOF_SECONDS) === publication.proofIntervalSeconds &&
    isDeepStrictEqual(config.groups, publication.groups)
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

/** All that a file says of an endpoint server, as one text to compare. */
function formatServer({
  id,
  name,
  hostname,
  addresses,
  trust,
  rehearsal,
}: ConfiguredServer | PublishedServer): string {
  const rehearsed = rehearsal && [rehearsal.addresses, rehearsal.trust];
  return JSON.stringify([id, name, hostname, addresses, [...trust].sort(), rehearsed ?? null]);
}

function anchorDigests({ anchors }: Pick<ConfigFile, 'anchors'> | Pick<PublishInput, 'anchors'>): string[] {
  return anchors.map(({ sha256 }) => sha256).sort();
}

function anchorName(sha256: string): string {
  return `anchor-${sha256.slice(0, 16)}`;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
