import { randomBytes } from 'node:crypto';
import type { ClientId, TenantId } from '@causeway/contract';
import { SIGNATURE_WINDOW_SECONDS } from '@causeway/contract/client-messages';
import type { ForeignAgents } from '@causeway/contract/upstream-messages';
import { ClientDoor, type Website } from './client-door.ts';
import type { EndpointStore, EnrollmentToken, ForwardedEntry, Observation } from './endpoint-store.ts';
import { Enrollment } from './enrollment/enrollment.ts';
import { KnownContacts } from './foreign/known-contacts.ts';
import { Publisher, type PublishInput } from './publishing/publisher.ts';
import type { ServedConfig } from './publishing/served-config.ts';
import { ensureSigningKeys, type SigningKeys } from './publishing/signing-keys.ts';
import type { EvidenceLog } from './requests/evidence-buffer.ts';
import type { DoorClient } from './requests/known-clients.ts';
import { ReplayWindow } from './requests/replay-window.ts';
import type { EndpointServerRegistry } from './upstream/endpoint-server-registry.ts';
import { Upstream } from './upstream/platform/upstream.ts';

export interface EndpointOptions {
  readonly tenantId: TenantId;
  readonly store: EndpointStore;
  readonly now: () => number;
  readonly log?: EvidenceLog | undefined;
  /** Observations that may wait to be written before clients are asked to come back; 100,000 when left out. */
  readonly mostEvidenceWaiting?: number | undefined;
  /** The stand-alone endpoint servers that this one is the platform of; without it there is nothing at their paths. */
  readonly endpointServers?: EndpointServerRegistry | undefined;
  /** How foreign agents are taken in just now; undefined while they are not. */
  readonly foreignAgents?: (() => ForeignAgents | undefined) | undefined;
  /** The pages and the API of the platform, for people who come to the tenant's own addresses. */
  readonly website?: Website | undefined;
}

/** A token as it is shown, once. */
export interface NewEnrollmentToken extends Omit<EnrollmentToken, 'secret'> {
  /** `ID.SECRET`, to be given to `causeway-client enroll`. */
  readonly token: string;
}

export interface TokenRequest {
  readonly uses: number;
  readonly validMs: number;
  /** What may enroll with it; `client` when left out. */
  readonly purpose?: EnrollmentToken['purpose'] | undefined;
  /** The group that its clients join. */
  readonly group?: string | null | undefined;
}

const TOKEN_ID_BYTES = 9;

/** The default endpoint server of a tenant, with its store and its config.ini. It listens nowhere; `handle` is given to listeners. */
export class Endpoint implements AsyncDisposable {
  readonly #store: EndpointStore;
  readonly #now: () => number;
  readonly #publisher: Publisher;
  readonly #door: ClientDoor;
  readonly #contacts: KnownContacts;
  readonly #upstream: Upstream | undefined;
  /** Answers one request; never rejects. */
  readonly handle: ClientDoor['handle'];

  constructor({ tenantId, store, now, log, mostEvidenceWaiting, ...rest }: EndpointOptions) {
    const { endpointServers, foreignAgents, website } = rest;
    this.#store = store;
    this.#now = now;
    this.#publisher = new Publisher({ tenantId, store, now });
    const enrollment = this.#createEnrollment(tenantId);
    const publisher = this.#publisher;
    const contacts = new KnownContacts({ tenantId, store, observe: (seen) => this.#door.observe(seen) });
    this.#contacts = contacts;
    this.#upstream =
      endpointServers &&
      new Upstream({
        ...{ registry: endpointServers, store, publisher, enrollment, now },
        onAccepted: (entries) => this.#forgetWhatChanged(entries),
      });
    this.#door = new ClientDoor({
      ...{
        tenantId,
        now,
        log,
        mostEvidenceWaiting,
        files: publisher,
        routes: this.#upstream?.routes,
        website,
      },
      findClient: (id) => this.#findClient(id),
      record: (observations) => this.#record(observations),
      putInventory: (inventory) => store.inventories.put(inventory),
      putDiagnostics: (diagnostics) => store.diagnostics.put(diagnostics),
      foreign: () => {
        const settings = foreignAgents?.();
        return (
          settings && { settings, find: (id) => contacts.find(id), accept: (one) => contacts.accept(one) }
        );
      },
      enroll: (request, arrival) => enrollment.enroll(request, arrival, OWN_WAY),
    });
    this.handle = this.#door.handle;
  }

  /** Resolves when all evidence so far is durable: a verdict reads nothing older. */
  flush(): Promise<void> {
    return this.#door.flush();
  }

  publish(input: PublishInput): Promise<ServedConfig> {
    return this.#publisher.publish(input);
  }

  /** Publishes the same again when the current file nears its end. */
  ensureFresh(): Promise<void> {
    return this.#publisher.ensureFresh();
  }

  /** What signs config.ini now, and what is about to. */
  signingKeys(): Promise<SigningKeys> {
    return ensureSigningKeys(this.#store, this.#now());
  }

  /** One step of a key rotation: announces a coming key, or lets the announced one take over. */
  rotateSigningKey(): Promise<SigningKeys> {
    return this.#publisher.rotate();
  }

  async createToken({
    uses,
    validMs,
    purpose = 'client',
    group = null,
  }: TokenRequest): Promise<NewEnrollmentToken> {
    const createdAt = this.#now();
    const id = randomBytes(TOKEN_ID_BYTES).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    const shown = { id, purpose, createdAt, expiresAt: createdAt + validMs, usesLeft: uses, group };
    await this.#store.tokens.add({ ...shown, secret });
    return { ...shown, token: `${id}.${secret}` };
  }

  /** Makes the next request of this client ask the store who it is, and what it is asked to do. */
  forget(clientId: ClientId): void {
    this.#door.forget([clientId]);
    this.#contacts.forget([clientId]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#upstream?.[Symbol.asyncDispose]();
    await this.#door[Symbol.asyncDispose]();
  }

  async #findClient(id: ClientId): Promise<DoorClient | undefined> {
    const [client, waiting] = await Promise.all([
      this.#store.clients.find(id),
      this.#store.actions.waiting([id]),
    ]);
    return client && { ...client, actions: waiting.get(id) ?? [] };
  }

  async #record(observations: readonly Observation[]): Promise<void> {
    await this.#store.clients.record(observations);
    this.#forgetDoneActions(observations);
  }

  /** What came to another endpoint server is news here. */
  #forgetWhatChanged(entries: readonly ForwardedEntry[]): void {
    for (const entry of entries) {
      if (entry.kind === 'observations') this.#forgetDoneActions(entry.observations);
      if (entry.kind === 'foreign') this.#contacts.forgetDevice(entry.contact.deviceId);
    }
  }

  /** What is kept of these clients may still hold what they have done, and one that is retired by it comes no more. */
  #forgetDoneActions(observations: readonly Observation[]): void {
    const ids = observations.filter(({ done }) => done !== undefined).map(({ clientId }) => clientId);
    if (ids.length > 0) this.#door.forget(ids);
  }

  #createEnrollment(tenantId: TenantId): Enrollment {
    const [store, publisher, now] = [this.#store, this.#publisher, this.#now];
    return new Enrollment({
      ...{ tenantId, store, publisher, now },
      replays: new ReplayWindow(2 * SIGNATURE_WINDOW_SECONDS * 1000, now()),
      forget: (clientId) => this.#door.forget([clientId]),
      record: (observation) => {
        this.#door.observe(observation);
        return this.#door.flush();
      },
    });
  }
}

/** What comes to the tenant's own addresses. */
const OWN_WAY = { purposes: ['client', 'endpoint-server'], counts: 'as-evidence' } as const;

export function createEndpoint(options: EndpointOptions): Endpoint {
  return new Endpoint(options);
}
