import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientId, TenantId } from '@causeway/contract';
import { clientPaths, SIGNATURE_WINDOW_SECONDS } from '@causeway/contract/client-messages';
import type { Inventory, Observation } from './endpoint-store.ts';
import type { Enroll } from './enrollment/enrollment-request.ts';
import { endpointErrors } from './errors.ts';
import type { ServedFiles } from './publishing/served-config.ts';
import { answerError, overloaded } from './requests/answer.ts';
import { EnrollmentLimit } from './requests/enrollment-limit.ts';
import { EvidenceBuffer, type EvidenceLog } from './requests/evidence-buffer.ts';
import { type FindClient, KnownClients } from './requests/known-clients.ts';
import { ReplayWindow } from './requests/replay-window.ts';
import { Workload } from './requests/workload.ts';
import { config } from './routes/config.ts';
import type { Arrival, DoorContext, Route, Routes } from './routes/context.ts';
import { enroll } from './routes/enroll.ts';
import { inventory } from './routes/inventory.ts';
import { poll } from './routes/poll.ts';
import { prove } from './routes/prove.ts';

/**
 * All that a door needs. What one of these throws with kind `unavailable` is answered with 503 and its Retry-After,
 * so that the client comes back.
 */
export interface ClientDoorOptions {
  readonly tenantId: TenantId;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log?: EvidenceLog | undefined;
  /** Observations that may wait to be written before clients are asked to come back; 100,000 when left out. */
  readonly mostEvidenceWaiting?: number | undefined;
  /** Asked about clients that did not come lately. */
  readonly findClient: FindClient;
  /** Durable when it resolves. What is rejected is given again a second later, with what came since. */
  readonly record: (observations: readonly Observation[]) => Promise<void>;
  /** Durable when it resolves: only then the client hears that its inventory arrived. */
  readonly putInventory: (inventory: Inventory) => Promise<void>;
  readonly files: ServedFiles;
  readonly enroll: Enroll;
  /** Beside those of clients. */
  readonly routes?: Routes | undefined;
}

const clientRoutes: Routes = {
  [clientPaths.poll]: { methods: ['POST'], route: poll },
  [clientPaths.prove]: { methods: ['POST'], route: prove },
  [clientPaths.inventory]: { methods: ['POST'], route: inventory },
  [clientPaths.enroll]: { methods: ['POST'], route: enroll },
  [clientPaths.config]: { methods: ['GET', 'HEAD'], route: config },
};

/** What clients talk to, wherever what they say is kept. It listens nowhere; `handle` is given to listeners. */
export class ClientDoor implements AsyncDisposable {
  readonly #context: DoorContext;
  readonly #routes: Routes;
  readonly #tenantId: TenantId;
  readonly #log: EvidenceLog | undefined;

  constructor({ tenantId, now, log, mostEvidenceWaiting, findClient, record, ...rest }: ClientDoorOptions) {
    const { routes, files, putInventory, enroll: enrollClient } = rest;
    this.#tenantId = tenantId;
    this.#log = log;
    this.#routes = { ...clientRoutes, ...routes };
    this.#context = {
      ...{ now, files, putInventory, enroll: enrollClient },
      evidence: new EvidenceBuffer({ record }, { log, mostWaiting: mostEvidenceWaiting }),
      clients: new KnownClients(findClient),
      // A request is fresh from one window before now to one window after it.
      replays: new ReplayWindow(2 * SIGNATURE_WINDOW_SECONDS * 1000, now()),
      limit: new EnrollmentLimit(now),
      workload: new Workload(),
    };
  }

  /** Answers one request; never rejects. */
  readonly handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    arrival: Arrival,
  ): Promise<void> => {
    const { workload, evidence } = this.#context;
    workload.begin();
    try {
      if (workload.isTooMuch || evidence.isFull) throw overloaded();
      await this.#findRoute(request, response, arrival)(request, response, arrival, this.#context);
    } catch (error) {
      // Whoever hung up in the middle of a request waits for no answer.
      if (request.destroyed && !request.complete) return;
      const fault = answerError(response, error, this.#context.now());
      if (fault !== undefined)
        this.#log?.error(
          { err: fault, url: request.url, tenantId: this.#tenantId },
          'a client was answered with a fault',
        );
    } finally {
      workload.end();
    }
  };

  /** Adds what was seen elsewhere than in a request to this door; durable with the next `flush`. */
  observe(observation: Observation): void {
    this.#context.evidence.add(observation);
  }

  /** Resolves when all evidence so far is durable. @throws what `record` throws */
  flush(): Promise<void> {
    return this.#context.evidence.flush();
  }

  /** Makes the next request of each of these clients ask who it is. */
  forget(ids: readonly ClientId[]): void {
    this.#context.clients.forget(ids);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.evidence[Symbol.asyncDispose]();
  }

  /** @throws RESCUE_ONLY, REHEARSAL_ONLY, PATH_UNKNOWN, METHOD_WRONG */
  #findRoute(
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
    const found = Object.hasOwn(this.#routes, path) ? this.#routes[path] : undefined;
    if (found === undefined) throw endpointErrors.error('PATH_UNKNOWN', { seen: path.slice(0, 100) });
    if (found.methods.includes(method)) return found.route;
    // RFC 9110 section 15.5.6 requires it.
    response.setHeader('allow', found.methods.join(', '));
    throw endpointErrors.error('METHOD_WRONG', { seen: method, expected: found.methods.join(' or ') });
  }
}
