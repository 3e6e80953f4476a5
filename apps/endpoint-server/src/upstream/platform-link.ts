import {
  bestRoad,
  type ClientPorts,
  type ClientState,
  type Exchanged,
  exchange,
  Refusal,
  signerOf,
  TransportFailure,
} from '@causeway/client-core';
import { endpointErrors, verifyPlatformAnswer } from '@causeway/endpoint';
import { CausewayError } from '@causeway/errors';

export interface LinkParts {
  readonly ports: Pick<ClientPorts, 'transport' | 'now' | 'nonce'>;
  /** What is known by now of the way to the platform. */
  readonly state: () => ClientState;
  /** A round of the client: finds a way, learns new keys of the platform, and what time it is there. */
  readonly renew: () => Promise<void>;
}

/** One message to the platform. */
export interface Question {
  /** One of `upstreamPaths`. */
  readonly path: string;
  /** JSON text, or the bytes that are sent. */
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For all of it. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** An offer with a hundred certificates and their keys stays far below it. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** When the platform does not say when to come back. */
const AWAY_REST_SECONDS = 60;

/** Signed messages to the platform at the best proven road, and its answers, verified. */
export class PlatformLink {
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** The address at which the platform is reached now; undefined for none. */
  get address(): string | undefined {
    return bestRoad(this.#parts.state())?.address;
  }

  /**
   * The content of the answer, signed by the platform.
   * @throws UPSTREAM_UNREACHABLE, UPSTREAM_ANSWER_UNTRUSTED, UPSTREAM_KEY_UNKNOWN, and the platform's refusals
   * under their own codes, which nobody has signed
   */
  async ask(question: Question): Promise<Uint8Array> {
    try {
      return await this.#askOnce(question);
    } catch (error) {
      if (!isMendedByRound(error)) throw this.#explain(error, question);
    }
    await this.#parts.renew();
    return this.#askOnce(question).catch((error: unknown) => {
      throw this.#explain(error, question);
    });
  }

  async #askOnce({ path, body, headers = {}, timeoutMs, signal }: Question): Promise<Uint8Array> {
    const state = this.#parts.state();
    const road = bestRoad(state);
    if (road === undefined) throw new TransportFailure('NO_ROAD', 'no address of the platform is proven');
    const message = {
      ...({ method: 'POST', path, body, headers, timeoutMs } as const),
      maxBytes: MAX_ANSWER_BYTES,
      isAnswer: ({ status }: Pick<Exchanged, 'status'>) => status === 200,
    };
    const answer = await exchange(this.#parts.ports, road, message, signerOf(state), signal);
    return verifyPlatformAnswer(answer, { requestSignature: answer.requestSignature, keys: state.keys });
  }

  #explain(error: unknown, { signal }: Question): unknown {
    if (signal?.aborted) return signal.reason;
    if (error instanceof Refusal && error.document !== undefined && error.status < 500) {
      const { code, message } = error.document;
      return new CausewayError('access', code, message, { cause: error });
    }
    if (!(error instanceof TransportFailure)) return error;
    const retryAfterSeconds = (error instanceof Refusal && error.retryAfterSeconds) || AWAY_REST_SECONDS;
    const seen = `${this.address ?? 'no address'}: ${error.code}: ${error.message}`;
    return endpointErrors.error('UPSTREAM_UNREACHABLE', { seen, retryAfterSeconds, cause: error });
  }
}

function isMendedByRound(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === 'CLOCK_SKEWED';
  return endpointErrors.is(error, 'UPSTREAM_KEY_UNKNOWN');
}
