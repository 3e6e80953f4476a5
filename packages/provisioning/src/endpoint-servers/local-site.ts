import {
  type CertificateId,
  type EndpointServerId,
  parseHostname,
  parseQualifiedHostname,
  type Site,
} from '@causeway/contract';
import type { LocalSite } from '@causeway/contract/upstream-messages';

/** A website that was configured at the endpoint server itself, as the platform keeps websites. */
export function siteOfLocal(
  { hostname, binding, httpPort, httpsPort, rescue, proxy }: LocalSite,
  certificateId: CertificateId | null,
): Site {
  return { hostname, binding, httpPort, httpsPort, rescue, certificateId, ...(proxy && { proxy }) };
}

/** The name under which the store keeps a certificate whose key stays on an endpoint server. */
export function localCertificateName(
  server: { readonly name: string; readonly id: EndpointServerId },
  sha256: string,
): string {
  return `${server.name}-local-${sha256.slice(0, 12)}`;
}

/** What no config.ini could name is not taken over. @throws HOSTNAME_INVALID, HOSTNAME_NOT_QUALIFIED */
export function requireHostname({ hostname, binding }: Pick<LocalSite, 'hostname' | 'binding'>): void {
  if (binding === 'http') parseHostname(hostname);
  else parseQualifiedHostname(hostname);
}
