import { randomBytes } from 'node:crypto';
import type { ClientId, TenantId } from '@causeway/contract';
import { SIGNATURE_WINDOW_SECONDS } from '@causeway/contract/client-messages';
import { ClientDoor } from './client-door.ts';
import type { EndpointStore, EnrollmentToken } from './endpoint-store.ts';
import { Enrollment } from './enrollment/enrollment.ts';
import { Publisher, type PublishInput } from './publishing/publisher.ts';
import type { ServedConfig } from './publishing/served-config.ts';
import type { SigningKeys } from './publishing/signing-keys.ts';
import type { EvidenceLog } from './requests/evidence-buffer.ts';
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
}

const TOKEN_ID_BYTES = 9;

/** The default endpoint server of a tenant, with its store and its config.ini. It listens nowhere; `handle` is given to listeners. */
export class Endpoint implements AsyncDisposable {
  readonly #store: EndpointStore;
  readonly #now: () => number;
  readonly #publisher: Publisher;
  readonly #door: ClientDoor;
  readonly #upstream: Upstream | undefined;
  /** Answers one request; never rejects. */
  readonly handle: ClientDoor['handle'];

  constructor({ tenantId, store, now, log, mostEvidenceWaiting, endpointServers }: EndpointOptions) {
    this.#store = store;
    this.#now = now;
    this.#publisher = new Publisher({ tenantId, store, now });
    const enrollment = this.#createEnrollment(tenantId);
    const publisher = this.#publisher;
    this.#upstream =
      endpointServers && new Upstream({ registry: endpointServers, store, publisher, enrollment, now });
    this.#door = new ClientDoor({
      ...{ tenantId, now, log, mostEvidenceWaiting, files: publisher, routes: this.#upstream?.routes },
      findClient: (id) => store.clients.find(id),
      record: (observations) => store.clients.record(observations),
      putInventory: (inventory) => store.inventories.put(inventory),
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

  /** One step of a key rotation: announces a coming key, or lets the announced one take over. */
  rotateSigningKey(): Promise<SigningKeys> {
    return this.#publisher.rotate();
  }

  async createToken({ uses, validMs, purpose = 'client' }: TokenRequest): Promise<NewEnrollmentToken> {
    const createdAt = this.#now();
    const id = randomBytes(TOKEN_ID_BYTES).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    const shown = { id, purpose, createdAt, expiresAt: createdAt + validMs, usesLeft: uses };
    await this.#store.tokens.add({ ...shown, secret });
    return { ...shown, token: `${id}.${secret}` };
  }

  /** Makes the next request of this client ask the store who it is. */
  forget(clientId: ClientId): void {
    this.#door.forget([clientId]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#upstream?.[Symbol.asyncDispose]();
    await this.#door[Symbol.asyncDispose]();
  }

  #createEnrollment(tenantId: TenantId): Enrollment {
    const [store, publisher, now] = [this.#store, this.#publisher, this.#now];
    return new Enrollment({
      ...{ tenantId, store, publisher, now },
      replays: new ReplayWindow(2 * SIGNATURE_WINDOW_SECONDS * 1000, now()),
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
