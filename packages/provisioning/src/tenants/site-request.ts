import { parseProxyAddress } from '@causeway/bindings';
import {
  type CertificateId,
  parseHostname,
  parsePort,
  parseQualifiedHostname,
  type Site,
  type SiteProxy,
} from '@causeway/contract';
import type { ConfigureTenant } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';

const DEFAULT_HTTP_PORT = 80;
const DEFAULT_HTTPS_PORT = 443;

/** A site request with the certificate looked up by its name. */
export type SiteRequest = Omit<ConfigureTenant, 'certificate'> & { readonly certificateId?: CertificateId };

const SITE_PARTS = [
  'hostname',
  'binding',
  'httpPort',
  'httpsPort',
  'certificate',
  'rescue',
  'proxy',
] as const;

/** Whether a request says anything about the site. */
export function namesSite(request: ConfigureTenant): boolean {
  return SITE_PARTS.some((part) => request[part] !== undefined);
}

/** The site of a tenant to be created. @throws the codes of `completeSite` */
export function planFirstSite(request: SiteRequest & { readonly hostname: string }): Site {
  const nothing: Site = {
    hostname: '',
    binding: 'http',
    httpPort: DEFAULT_HTTP_PORT,
    httpsPort: DEFAULT_HTTPS_PORT,
    certificateId: null,
    rescue: true,
  };
  return completeSite(nothing, request);
}

/**
 * The site as asked for: what the request leaves out stays as it is.
 * @throws HOSTNAME_INVALID, HOSTNAME_NOT_QUALIFIED, PORT_INVALID, PORTS_EQUAL, CERTIFICATE_REQUIRED, PROXY_INCOMPLETE,
 *   PROXY_ADDRESS_INVALID
 */
export function completeSite(current: Site, request: SiteRequest): Site {
  const binding = request.binding ?? current.binding;
  const hostname = request.hostname ?? current.hostname;
  const proxy = completeProxy(current.proxy, request.proxy);
  const site: Site = {
    binding,
    hostname: binding === 'http' ? parseHostname(hostname) : parseQualifiedHostname(hostname),
    httpPort: parsePort(request.httpPort ?? current.httpPort),
    httpsPort: parsePort(request.httpsPort ?? current.httpsPort),
    certificateId: request.certificateId ?? current.certificateId,
    rescue: request.rescue ?? current.rescue,
    ...(proxy && { proxy }),
  };
  if (site.httpPort === site.httpsPort) {
    throw provisioningErrors.error('PORTS_EQUAL', {
      seen: `both ${site.httpPort}`,
      expected: 'two different ports',
    });
  }
  if (binding !== 'http' && site.certificateId === null) {
    throw provisioningErrors.error('CERTIFICATE_REQUIRED', {
      seen: `binding ${binding} without a certificate`,
      expected: 'the name of a certificate of the store',
    });
  }
  return site;
}

/** `null` takes the proxy away. */
function completeProxy(current: SiteProxy | undefined, wanted: SiteRequest['proxy']): SiteProxy | undefined {
  if (wanted === undefined) return current;
  if (wanted === null) return undefined;
  const { from = current?.from, port = current?.port } = wanted;
  if (from === undefined || port === undefined) {
    throw provisioningErrors.error('PROXY_INCOMPLETE', {
      seen: from === undefined ? 'a port and nobody to listen for' : 'a proxy and no port to listen on',
      expected: 'both',
    });
  }
  return { from: [...new Set(from.map(parseProxyAddress))], port: parsePort(port) };
}
