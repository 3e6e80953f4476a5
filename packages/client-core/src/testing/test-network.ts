import {
  type Transport,
  type TransportAnswer,
  TransportFailure,
  type TransportRequest,
} from '../core/ports.ts';

/** What listens at an address. */
export interface TestListener {
  readonly handle: (request: TransportRequest) => TransportAnswer;
  /** What a client must trust here; left out over HTTP. PEM. */
  readonly anchorPem?: string | undefined;
}

/** A network in memory: names, ports and trust, and whatever may go wrong with them. */
export class TestNetwork implements Transport {
  /** By address; what an ALPN id is asked for with, by the address, a space and the id. */
  readonly listeners = new Map<string, TestListener>();
  /** Addresses at which connections fail, and how. */
  readonly broken = new Map<string, TransportFailure>();
  /** `METHOD address/path` of each request that was sent, in order; a failed one is followed by its code. */
  readonly log: string[] = [];

  async send(request: TransportRequest): Promise<TransportAnswer> {
    const { address, method, path } = request;
    const line = `${method} ${address}${path}`;
    try {
      const answer = this.#answer(request);
      this.log.push(line);
      return answer;
    } catch (error) {
      this.log.push(`${line} ${error instanceof TransportFailure ? error.code : error}`);
      throw error;
    }
  }

  /** What was logged since the last time. */
  takeLog(): string[] {
    return this.log.splice(0);
  }

  breakAt(address: string, code = 'CONNECTION_REFUSED', certificateSha256?: string): void {
    this.broken.set(address, new TransportFailure(code, 'as the test wants it', certificateSha256));
  }

  #answer(request: TransportRequest): TransportAnswer {
    const broken = this.broken.get(request.address);
    if (broken !== undefined) throw broken;
    const { address, alpn } = request;
    const listener = this.listeners.get(alpn === undefined ? address : `${address} ${alpn}`);
    if (listener === undefined) throw new TransportFailure('CONNECTION_REFUSED', 'nothing listens here');
    const { anchorPem } = listener;
    if (anchorPem !== undefined && !request.anchorsPem.some((pem) => isSame(pem, anchorPem)))
      throw new TransportFailure('CERTIFICATE_UNTRUSTED', 'no such anchor');
    const answer = listener.handle(request);
    if (answer.body.length > request.maxBytes) throw new TransportFailure('ANSWER_TOO_LARGE', 'too large');
    return answer;
  }
}

function isSame(one: string, other: string): boolean {
  return one.replace(/\s/g, '') === other.replace(/\s/g, '');
}
