import type { Address, Scheme } from '@causeway/contract';

/** What dialing one address from outside showed. */
export interface Proof {
  readonly address: Address;
  readonly check: 'http' | 'tls-with-name' | 'tls-without-name' | 'rehearsal' | 'neighbor';
  readonly code: ProofCode;
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
  | 'PROOF_NAME_NOT_RESOLVED';

export interface ProofTarget {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
  /** With `https`: the leaf that must be shown, SHA-256 in lower-case hex, and the anchor to verify it by. */
  readonly certificateSha256?: string | undefined;
  readonly anchorPem?: string | undefined;
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
