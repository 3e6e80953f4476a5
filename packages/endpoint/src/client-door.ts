import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientId, TenantId } from '@causeway/contract';
import { clientPaths, SIGNATURE_WINDOW_SECONDS } from '@causeway/contract/client-messages';
import type { Diagnostics, Inventory, Observation } from './endpoint-store.ts';
import type { Enroll } from './enrollment/enrollment-request.ts';
import { endpointErrors } from './errors.ts';
import { ForeignDesk, type ForeignDeskOptions } from './foreign/foreign-desk.ts';
import type { ForeignDoor } from './foreign/foreign-door.ts';
import { foreignRoutes } from './foreign/foreign-route.ts';
import type { ServedFiles } from './publishing/served-config.ts';
import { AddressLimit } from './requests/address-limit.ts';
import { answerError, overloaded } from './requests/answer.ts';
import { EvidenceBuffer, type EvidenceLog } from './requests/evidence-buffer.ts';
import { type FindClient, KnownClients } from './requests/known-clients.ts';
import { sendAnswer } from './requests/plain-answer.ts';
import { ReplayWindow } from './requests/replay-window.ts';
import { Workload } from './requests/workload.ts';
import { config } from './routes/config.ts';
import type { Arrival, DoorContext, Routes, Served } from './routes/context.ts';
import { diagnostics } from './routes/diagnostics.ts';
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
  /**
   * Durable when it resolves: only then the client hears that its inventory arrived.
   * @throws the codes of the inventory package, with nothing changed: they are answered to the client
   */
  readonly putInventory: (inventory: Inventory) => Promise<void>;
  /** Durable when it resolves. */
  readonly putDiagnostics: (diagnostics: Diagnostics) => Promise<void>;
  readonly files: ServedFiles;
  readonly enroll: Enroll;
  /** Where foreign agents are taken in; undefined while they are not. */
  readonly foreign?: (() => ForeignDoor | undefined) | undefined;
  /** Resolves after so many milliseconds, or rejects when the signal aborts; by the clock of the machine when left out. */
  readonly wait?: ForeignDeskOptions['wait'];
  /** Beside those of clients. */
  readonly routes?: Routes | undefined;
  /** What people come for, at addresses that serve everything; refused when left out. */
  readonly website?: Website | undefined;
}

/** Answers one request that is no agent's; never rejects. */
export type Website = (request: IncomingMessage, response: ServerResponse, arrival: Arrival) => Promise<void>;

const clientRoutes: Routes = {
  [clientPaths.poll]: { methods: ['POST'], route: poll },
  [clientPaths.prove]: { methods: ['POST'], route: prove },
  [clientPaths.inventory]: { methods: ['POST'], route: inventory },
  [clientPaths.diagnostics]: { methods: ['POST'], route: diagnostics },
  [clientPaths.enroll]: { methods: ['POST'], route: enroll },
  [clientPaths.config]: { methods: ['GET', 'HEAD'], route: config },
};

/** Guesses at tokens are hopeless (256 bits); this keeps the log and the CPU free of those who try. */
const FREE_REFUSALS = 20;
const REFUSALS_WINDOW_MS = 60_000;
/** Of a GLPI agent that comes again for an answer that was not ready. */
const REQUEST_ID_FIELD = 'glpi-request-id';

/** What clients talk to, wherever what they say is kept. It listens nowhere; `handle` is given to listeners. */
export class ClientDoor implements AsyncDisposable {
  readonly #context: DoorContext;
  readonly #routes: Routes;
  readonly #tenantId: TenantId;
  readonly #log: EvidenceLog | undefined;
  readonly #website: Website | undefined;

  constructor({ tenantId, now, log, mostEvidenceWaiting, findClient, record, ...rest }: ClientDoorOptions) {
    const { routes, files, putInventory, putDiagnostics, enroll: enrollClient } = rest;
    const { foreign = () => undefined, wait } = rest;
    this.#tenantId = tenantId;
    this.#log = log;
    this.#website = rest.website;
    this.#routes = { ...foreignRoutes, ...clientRoutes, ...routes };
    this.#context = {
      ...{ now, files, putInventory, putDiagnostics, enroll: enrollClient, foreign },
      foreignDesk: new ForeignDesk({ now, log, wait }),
      evidence: new EvidenceBuffer({ record }, { log, mostWaiting: mostEvidenceWaiting }),
      clients: new KnownClients(findClient),
      // A request is fresh from one window before now to one window after it.
      replays: new ReplayWindow(2 * SIGNATURE_WINDOW_SECONDS * 1000, now()),
      refusals: new AddressLimit({
        ...{ now, most: FREE_REFUSALS, windowMs: REFUSALS_WINDOW_MS, code: 'ENROLLMENT_LIMITED' },
      }),
      workload: new Workload(),
    };
  }

  /** Answers one request; never rejects. */
  readonly handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    arrival: Arrival,
  ): Promise<void> => {
    if (this.#website !== undefined && this.#isForPeople(request, arrival))
      return this.#website(request, response, arrival);
    const { workload, evidence } = this.#context;
    workload.begin();
    try {
      const served = this.#find(request, response, arrival);
      if (workload.isTooMuch || evidence.isFull) this.#turnAway(request, response, served);
      else await served.route(request, response, arrival, this.#context);
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

  /** Agents have paths of their own; the bare root is a page, unless one of them fetches its answer there. */
  #isForPeople({ url = '', method, headers }: IncomingMessage, { serves }: Arrival): boolean {
    if (serves !== 'everything') return false;
    const path = pathOf(url);
    if (path === '/') return method !== 'POST' && headers[REQUEST_ID_FIELD] === undefined;
    return !Object.hasOwn(this.#routes, path);
  }

  /** @throws ENDPOINT_OVERLOADED */
  #turnAway(request: IncomingMessage, response: ServerResponse, { whenOverloaded }: Served): void {
    if (whenOverloaded === undefined) throw overloaded();
    sendAnswer(response, whenOverloaded(request, this.#context.now()));
  }

  /** @throws RESCUE_ONLY, REHEARSAL_ONLY, PATH_UNKNOWN, METHOD_WRONG */
  #find({ url = '', method = '' }: IncomingMessage, response: ServerResponse, { serves }: Arrival): Served {
    const path = pathOf(url);
    if (serves === 'rescue' && path !== clientPaths.config)
      throw endpointErrors.error('RESCUE_ONLY', { seen: path.slice(0, 100) });
    if (serves === 'rehearsal' && path !== clientPaths.prove)
      throw endpointErrors.error('REHEARSAL_ONLY', { seen: path.slice(0, 100) });
    const found = Object.hasOwn(this.#routes, path) ? this.#routes[path] : undefined;
    if (found === undefined) throw endpointErrors.error('PATH_UNKNOWN', { seen: path.slice(0, 100) });
    if (found.methods.includes(method)) return found;
    // RFC 9110 section 15.5.6 requires it.
    response.setHeader('allow', found.methods.join(', '));
    throw endpointErrors.error('METHOD_WRONG', { seen: method, expected: found.methods.join(' or ') });
  }
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
