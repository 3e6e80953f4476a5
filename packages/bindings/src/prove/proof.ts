import type { Address, Scheme } from '@causeway/contract';
import type { ExpectedArrival } from '../proxied/expected-arrivals.ts';

/** What dialing one address from outside showed. */
export interface Proof {
  readonly address: Address;
  readonly check: 'http' | 'tls-with-name' | 'tls-without-name' | 'rehearsal' | 'neighbor' | 'through-proxy';
  readonly code: ProofCode;
  /**
   * Behind a proxy, with code OK: the certificate that it showed, where it is another than expected and verified under
   * the same anchor. SHA-256, lower-case hex.
   */
  readonly otherCertificateSha256?: string;
  readonly seen: string;
  readonly expected: string;
  readonly tookMs: number;
}

export type ProofCode =
  | 'OK'
  | 'PROOF_NO_ANSWER'
  | 'PROOF_UNTRUSTED'
  | 'PROOF_NAME_MISMATCH'
  | 'PROOF_WRONG_CERTIFICATE'
  | 'PROOF_WRONG_STATUS'
  | 'PROOF_TIMEOUT'
  | 'PROOF_NAME_NOT_RESOLVED'
  | ProxyProofCode;

/** What is wrong with how a proxy passes on. */
export type ProxyProofCode =
  | 'PROXY_LEADS_ELSEWHERE'
  | 'PROXY_NOT_IN_FRONT'
  | 'PROXY_NOT_NAMED'
  | 'PROXY_HOST_WRONG'
  | 'PROXY_SCHEME_WRONG'
  | 'PROXY_HEADERS_MISSING'
  | 'PROXY_HEADERS_CONTRADICT'
  | 'PROXY_HEADERS_FORGEABLE';

export interface ProofTarget {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
  /** With `https`: the leaf that must be shown, SHA-256 in lower-case hex, and the anchor to verify it by. */
  readonly certificateSha256?: string | undefined;
  readonly anchorPem?: string | undefined;
  /** Present when the address is one at a proxy, which may renew its certificate under the same anchor by itself. */
  readonly proxied?: ProxiedTarget;
}

export interface ProxiedTarget {
  /** Asked for through the proxy, so that its report says what came of it; left out when it is another process's. */
  readonly arrival?: ExpectedArrival;
  /** Sent as X-Forwarded-Proto, as a client would that lies: the proxy has to overwrite it. */
  readonly forged?: Scheme;
}

export interface Neighbor {
  readonly hostname: string;
  readonly certificateSha256: string;
  readonly anchorPem: string;
}

export interface DialOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What is made of what dialing showed. */
export type Judgement = Pick<Proof, 'code' | 'seen' | 'expected' | 'otherCertificateSha256'>;
