export interface AcmeRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  /** JWS, for a POST. */
  readonly body?: string;
  readonly accept?: string;
}

export interface AcmeResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/**
 * Carries requests to an ACME server; answers of every status resolve.
 * @throws ACME_UNREACHABLE, ACME_UNTRUSTED, ACME_URL_INVALID, ACME_ANSWER_UNREADABLE, and AbortError on the signal
 */
export type AcmeTransport = (request: AcmeRequest, signal: AbortSignal) => Promise<AcmeResponse>;
