import { bestRoad, type ClientPorts, exchange, isHttps, Refusal, signerOf } from '@causeway/client-core';
import { MAX_CONFIG_BYTES } from '@causeway/config-file';
import { asId, type TenantId } from '@causeway/contract';
import { clientPaths } from '@causeway/contract/client-messages';
import {
  type ClientsRequest,
  type EnrollRelay,
  type JudgeAnswer,
  type JudgeRequest,
  type SyncAnswer,
  type SyncRequest,
  upstreamPaths,
} from '@causeway/contract/upstream-messages';
import {
  type Enroll,
  endpointErrors,
  type KnownClient,
  parseUpstreamMessage,
  upstreamAnswers,
} from '@causeway/endpoint';
import type { FetchedFile } from '../clients/config-files.ts';
import type { ClientRounds } from './client-rounds.ts';
import type { PlatformLink } from './platform-link.ts';

/** A client waits for it. */
const CLIENT_WAITS_MS = 10_000;
/** An admin waits for it. */
const ADMIN_WAITS_MS = 30_000;

export interface PlatformParts {
  readonly link: PlatformLink;
  readonly rounds: ClientRounds;
  readonly ports: ClientPorts;
  readonly signal: AbortSignal;
}

/** Everything that is asked of the platform. */
export class Platform {
  readonly #parts: PlatformParts;

  constructor(parts: PlatformParts) {
    this.#parts = parts;
  }

  get tenantId(): TenantId {
    return asId<TenantId>(this.#parts.rounds.state.tenant ?? '');
  }

  get id(): string {
    return this.#parts.rounds.state.clientId ?? '';
  }

  get name(): string {
    return this.#parts.rounds.state.name;
  }

  get address(): string | undefined {
    return this.#parts.link.address;
  }

  /** The platform's time, as far as it is known: milliseconds since 1970. */
  readonly now = (): number => {
    const { ports, rounds } = this.#parts;
    return Math.round(ports.now() + rounds.state.clockOffsetSeconds * 1000);
  };

  /** The signal ends one that the platform holds. @throws what `PlatformLink.ask` throws */
  readonly sync = async (request: SyncRequest, timeoutMs: number, signal: AbortSignal): Promise<SyncAnswer> =>
    parseUpstreamMessage(await this.#ask('sync', request, timeoutMs, signal), upstreamAnswers.sync);

  readonly clients = async (ids: readonly string[]): Promise<readonly KnownClient[]> => {
    const answer = await this.#ask('clients', { ids: [...ids] } satisfies ClientsRequest, CLIENT_WAITS_MS);
    const { clients } = parseUpstreamMessage(answer, upstreamAnswers.clients);
    return clients.map(({ id, name, publicKey, standing, actions = [] }) => {
      return { id, name, publicKey, standing, actions };
    });
  };

  readonly judge = async (request: JudgeRequest): Promise<JudgeAnswer> =>
    parseUpstreamMessage(await this.#ask('judge', request, ADMIN_WAITS_MS), upstreamAnswers.judge);

  /** Whether the client may be enrolled is the platform's to say, and its answer goes back byte for byte. */
  readonly enroll: Enroll = async ({ headers, content }, { address, trust }) => {
    const relay: EnrollRelay = {
      ...{ address, trust, headers: signedHeadersOf(headers) },
      content: Buffer.from(content).toString('base64'),
    };
    const answer = await this.#ask('enroll', relay, CLIENT_WAITS_MS).catch((cause: unknown) => {
      throw this.#unreachable(cause);
    });
    const { status, headers: answered, content: body } = parseUpstreamMessage(answer, upstreamAnswers.enroll);
    return { status, headers: answered, body: Buffer.from(body, 'base64') };
  };

  /** The newest config.ini that this key signed; undefined when the platform has none. */
  readonly configSignedBy = async (keyId: string): Promise<FetchedFile | undefined> => {
    const { rounds, ports, signal } = this.#parts;
    const road = bestRoad(rounds.state);
    if (road === undefined) return undefined;
    const message = {
      ...({ method: 'GET', path: `${clientPaths.config}?key=${keyId}`, timeoutMs: CLIENT_WAITS_MS } as const),
      maxBytes: MAX_CONFIG_BYTES,
      isAnswer: ({ status }: { readonly status: number }) => status === 200,
    };
    try {
      const { body } = await exchange(ports, road, message, signerOf(rounds.state), signal);
      return { file: Buffer.from(body).toString('utf8'), isVouchedFor: isHttps(road.address) };
    } catch (error) {
      if (error instanceof Refusal && error.code === 'CONFIG_NOT_PUBLISHED') return undefined;
      throw error;
    }
  };

  /** A client comes back later, whatever it is that the platform has against this endpoint server. */
  #unreachable(cause: unknown): unknown {
    if (endpointErrors.is(cause, 'UPSTREAM_UNREACHABLE') || !(cause instanceof Error)) return cause;
    return endpointErrors.error('UPSTREAM_UNREACHABLE', {
      seen: cause.message,
      retryAfterSeconds: 60,
      cause,
    });
  }

  #ask(
    path: keyof typeof upstreamPaths,
    request: object,
    timeoutMs: number,
    signal: AbortSignal = this.#parts.signal,
  ): Promise<Uint8Array> {
    return this.#parts.link.ask({
      ...{ path: upstreamPaths[path], body: JSON.stringify(request), timeoutMs, signal },
    });
  }
}

const SIGNED_HEADERS = ['signature', 'signature-input', 'content-digest'];

function signedHeadersOf(headers: Parameters<Enroll>[0]['headers']): Record<string, string> {
  return Object.fromEntries(
    SIGNED_HEADERS.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
