import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientId, TenantId } from '@causeway/contract';
import { clientPaths, SIGNATURE_WINDOW_SECONDS } from '@causeway/contract/client-messages';
import type { EndpointStore, EnrollmentToken } from './endpoint-store.ts';
import { endpointErrors } from './errors.ts';
import { Publisher, type PublishInput, type ServedConfig } from './publishing/publisher.ts';
import type { SigningKeys } from './publishing/signing-keys.ts';
import { answerError, overloaded } from './requests/answer.ts';
import { EnrollmentLimit } from './requests/enrollment-limit.ts';
import { EvidenceBuffer, type EvidenceLog } from './requests/evidence-buffer.ts';
import { KnownClients } from './requests/known-clients.ts';
import { ReplayWindow } from './requests/replay-window.ts';
import { config } from './routes/config.ts';
import type { Arrival, EndpointContext, Route } from './routes/context.ts';
import { enroll } from './routes/enroll.ts';
import { inventory } from './routes/inventory.ts';
import { poll } from './routes/poll.ts';
import { prove } from './routes/prove.ts';

export interface EndpointOptions {
  readonly tenantId: TenantId;
  readonly store: EndpointStore;
  readonly now: () => number;
  readonly log?: EvidenceLog | undefined;
  /** Observations that may wait to be written before clients are asked to come back; 100,000 when left out. */
  readonly mostEvidenceWaiting?: number | undefined;
}

/** A token as it is shown, once. */
export interface NewEnrollmentToken extends Omit<EnrollmentToken, 'secret'> {
  /** `ID.SECRET`, to be given to `causeway-client enroll`. */
  readonly token: string;
}

/** The requests at work at once beyond which clients are asked to come back. */
const MOST_AT_WORK = 5_000;
const TOKEN_ID_BYTES = 9;

const routes: Readonly<Record<string, { readonly methods: readonly string[]; readonly route: Route }>> = {
  [clientPaths.poll]: { methods: ['POST'], route: poll },
  [clientPaths.prove]: { methods: ['POST'], route: prove },
  [clientPaths.inventory]: { methods: ['POST'], route: inventory },
  [clientPaths.enroll]: { methods: ['POST'], route: enroll },
  [clientPaths.config]: { methods: ['GET', 'HEAD'], route: config },
};

/** The endpoint server of a tenant: what its clients talk to. It listens nowhere; `handle` is given to listeners. */
export class Endpoint implements AsyncDisposable {
  readonly #context: EndpointContext;
  readonly #log: EvidenceLog | undefined;
  #atWork = 0;

  constructor({ tenantId, store, now, log, mostEvidenceWaiting }: EndpointOptions) {
    this.#log = log;
    this.#context = {
      ...{ tenantId, store, now },
      publisher: new Publisher({ tenantId, store, now }),
      evidence: new EvidenceBuffer(store, { log, mostWaiting: mostEvidenceWaiting }),
      clients: new KnownClients(store),
      // A request is fresh from one window before now to one window after it.
      replays: new ReplayWindow(2 * SIGNATURE_WINDOW_SECONDS * 1000, now()),
      limit: new EnrollmentLimit(now),
    };
  }

  /** Answers one request; never rejects. */
  readonly handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    arrival: Arrival,
  ): Promise<void> => {
    this.#atWork++;
    try {
      if (this.#atWork > MOST_AT_WORK || this.#context.evidence.isFull) throw overloaded();
      await findRoute(request, response, arrival)(request, response, arrival, this.#context);
    } catch (error) {
      // Whoever hung up in the middle of a request waits for no answer.
      if (request.destroyed && !request.complete) return;
      // The client corrects its clock by this: it must be the very clock that it was judged by.
      if (endpointErrors.is(error, 'CLOCK_SKEWED'))
        response.setHeader('date', new Date(this.#context.now()).toUTCString());
      const fault = answerError(response, error);
      if (fault !== undefined)
        this.#log?.error({ err: fault, url: request.url }, 'a client was answered with a fault');
    } finally {
      this.#atWork--;
    }
  };

  /** Resolves when all evidence so far is durable: a verdict reads nothing older. */
  flush(): Promise<void> {
    return this.#context.evidence.flush();
  }

  publish(input: PublishInput): Promise<ServedConfig> {
    return this.#context.publisher.publish(input);
  }

  /** Publishes the same again when the current file nears its end. */
  ensureFresh(): Promise<void> {
    return this.#context.publisher.ensureFresh();
  }

  /** One step of a key rotation: announces a coming key, or lets the announced one take over. */
  rotateSigningKey(): Promise<SigningKeys> {
    return this.#context.publisher.rotate();
  }

  async createToken({
    uses,
    validMs,
  }: {
    readonly uses: number;
    readonly validMs: number;
  }): Promise<NewEnrollmentToken> {
    const createdAt = this.#context.now();
    const id = randomBytes(TOKEN_ID_BYTES).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    const shown = { id, createdAt, expiresAt: createdAt + validMs, usesLeft: uses };
    await this.#context.store.tokens.add({ ...shown, secret });
    return { ...shown, token: `${id}.${secret}` };
  }

  /** Makes the next request of this client ask the store who it is. */
  forget(clientId: ClientId): void {
    this.#context.clients.forget(clientId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.evidence[Symbol.asyncDispose]();
  }
}

export function createEndpoint(options: EndpointOptions): Endpoint {
  return new Endpoint(options);
}

/** @throws RESCUE_ONLY, REHEARSAL_ONLY, PATH_UNKNOWN, METHOD_WRONG */
function findRoute(
  { url = '', method = '' }: IncomingMessage,
  response: ServerResponse,
  { serves }: Arrival,
): Route {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  if (serves === 'rescue' && path !== clientPaths.config)
    throw endpointErrors.error('RESCUE_ONLY', { seen: path.slice(0, 100) });
  if (serves === 'rehearsal' && path !== clientPaths.prove)
    throw endpointErrors.error('REHEARSAL_ONLY', { seen: path.slice(0, 100) });
  const found = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (found === undefined) throw endpointErrors.error('PATH_UNKNOWN', { seen: path.slice(0, 100) });
  if (found.methods.includes(method)) return found.route;
  // RFC 9110 section 15.5.6 requires it.
  response.setHeader('allow', found.methods.join(', '));
  throw endpointErrors.error('METHOD_WRONG', { seen: method, expected: found.methods.join(' or ') });
}
