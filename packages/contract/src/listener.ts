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
  /** Absent when clients dial us directly; otherwise the certificate is the proxy's, and its key is not here. */
  readonly proxy?: SiteProxy;
}

/** The listeners that a site asks for, in the order in which clients prefer them: HTTPS first. */
export function listenersOf(site: Site): Listener[] {
  const { hostname, binding, httpPort, httpsPort, certificateId, rescue } = site;
  const https: Listener = { scheme: 'https', hostname, port: httpsPort, certificateId, serves: 'everything' };
  const http: Listener = {
    scheme: 'http',
    hostname,
    port: httpPort,
    certificateId: null,
    serves: 'everything',
  };
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
    a.coming?.certificateId === b.coming?.certificateId
  );
}
