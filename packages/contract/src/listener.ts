import { type Address, formatAddress, type Scheme } from './address.ts';
import type { CertificateId } from './ids.ts';

/** What a website listens on: the admin's choice in the Website tab. */
export type Binding = 'http' | 'https' | 'http+https';
export const bindings: readonly Binding[] = ['http', 'https', 'http+https'];

/**
 * A reverse proxy in front of a website: clients dial the website's hostname and ports at the proxy, which passes on
 * plain HTTP to `port` here and says in X-Forwarded-Proto and Host what was dialed.
 */
export interface SiteProxy {
  /** IP addresses and CIDR blocks of the proxy. What they say of a request is believed, and nobody else's word. */
  readonly from: readonly string[];
  /** Where we listen for it; none of the website's own ports is opened here. */
  readonly port: number;
}

/** A tenant's website as the admin configures it. Ports are always set, so that a later binding finds them. */
export interface Site {
  readonly hostname: string;
  readonly binding: Binding;
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Required as soon as the binding contains HTTPS. */
  readonly certificateId: CertificateId | null;
  /** Whether the HTTP port keeps serving the signed config.ini, and nothing else, under binding `https`. */
  readonly rescue: boolean;
  /** Absent when clients dial us directly. */
  readonly proxy?: SiteProxy;
}

/** A certificate that is about to be served at an address. */
export interface ComingCertificate {
  readonly certificateId: CertificateId;
  readonly alsoTrusts?: readonly string[];
}

/** One name on one port. `rescue` serves the signed config.ini and nothing else. */
export interface Listener {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
  readonly certificateId: CertificateId | null;
  /** SHA-256 of anchors other than the certificate's own that its chain leads to as well; absent for none. */
  readonly alsoTrusts?: readonly string[];
  /** Rehearsed here: shown to those who ask for it, beside the certificate that is served. */
  readonly coming?: ComingCertificate;
  readonly serves: 'everything' | 'rescue';
  /**
   * Absent when clients dial us directly. Otherwise the proxy shows the certificate, whose key need not be here, and
   * hostname and port are those that clients dial at the proxy.
   */
  readonly proxy?: SiteProxy;
}

/** The listeners that a site asks for, in the order in which clients prefer them: HTTPS first. */
export function listenersOf(site: Site): Listener[] {
  const { hostname, binding, httpPort, httpsPort, certificateId, rescue, proxy } = site;
  const shared = { hostname, serves: 'everything', ...(proxy && { proxy }) } as const;
  const https: Listener = { ...shared, scheme: 'https', port: httpsPort, certificateId };
  const http: Listener = { ...shared, scheme: 'http', port: httpPort, certificateId: null };
  switch (binding) {
    case 'http':
      return [http];
    case 'http+https':
      return [https, http];
    case 'https':
      return rescue ? [https, { ...http, serves: 'rescue' }] : [https];
  }
}

export function addressOf(listener: Listener): Address {
  return formatAddress(listener);
}

export function isSameListener(a: Listener, b: Listener): boolean {
  return (
    addressOf(a) === addressOf(b) &&
    a.serves === b.serves &&
    a.certificateId === b.certificateId &&
    a.coming?.certificateId === b.coming?.certificateId &&
    isSameProxy(a.proxy, b.proxy)
  );
}

/** The order in which a proxy's addresses were named says nothing. */
export function isSameProxy(a: SiteProxy | undefined, b: SiteProxy | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.port === b.port && new Set(a.from).symmetricDifference(new Set(b.from)).size === 0;
}

/** The port that is opened here for a listener: its own, or the one that its proxy passes on to. */
export function openPortOf({ port, proxy }: Pick<Listener, 'port' | 'proxy'>): number {
  return proxy?.port ?? port;
}
