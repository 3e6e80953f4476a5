import type { ClientId } from '@causeway/contract';
import { MAX_CLIENTS_ASKED } from '@causeway/contract/upstream-messages';
import { type DoorClient, endpointErrors, type KeptPlatform, type KnownClient } from '@causeway/endpoint';

export interface DirectoryParts {
  readonly kept: KeptPlatform['clients'];
  /** Those of these clients that the platform knows. */
  readonly ask: (ids: readonly string[]) => Promise<readonly KnownClient[]>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long nobody is asked after the platform did not answer: requests of clients must not pile up behind it. */
const AWAY_MS = 5_000;
/** How long a client stays unknown: it may enroll elsewhere in the meantime. */
const UNKNOWN_MS = 10_000;
const MOST_UNKNOWN = 10_000;
/** Anybody can name ids that nobody has; beyond this many clients are asked to come back. */
const MOST_WAITING = 5_000;
const AWAY_REST_SECONDS = 60;

type Waiting = PromiseWithResolvers<KnownClient | undefined>;

/** Who a client is: as it is kept here, else as the platform says. */
export class ClientDirectory {
  readonly #parts: DirectoryParts;
  readonly #waiting = new Map<string, Waiting>();
  /** Until when it is not asked about again. */
  readonly #unknown = new Map<string, number>();
  #asking: Promise<void> | undefined;
  #awayUntil = 0;
  #timesForgotten = 0;

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
  }

  /** @throws UPSTREAM_UNREACHABLE when it is not kept here and nobody can be asked */
  readonly find = async (id: ClientId): Promise<DoorClient | undefined> => {
    const found = (await this.#parts.kept.find(id)) ?? (await this.#findUpstream(id));
    return found && { ...found, kind: found.publicKey === '' ? 'foreign' : 'native' };
  };

  /** These were done: the platform is told of it later, and says nothing of them before. */
  async finish(id: string, actionIds: readonly string[]): Promise<void> {
    const known = await this.#parts.kept.find(id);
    const actions = known?.actions.filter((action) => !actionIds.includes(action.id)) ?? [];
    if (known !== undefined && actions.length < known.actions.length)
      await this.#parts.kept.save([{ ...known, actions }]);
  }

  /** Their standing may be another by now. Durable when it resolves. */
  async forget(ids: readonly string[]): Promise<void> {
    this.#timesForgotten++;
    for (const id of ids) this.#unknown.delete(id);
    await this.#parts.kept.forget(ids);
  }

  #findUpstream(id: string): Promise<KnownClient | undefined> | undefined {
    const now = this.#parts.now();
    if ((this.#unknown.get(id) ?? 0) > now) return undefined;
    if (this.#awayUntil > now) throw unreachable('it did not answer a moment ago');
    const waiting = this.#waiting.get(id) ?? this.#enqueue(id);
    this.#asking ??= this.#askAll().finally(() => {
      this.#asking = undefined;
    });
    return waiting.promise;
  }

  #enqueue(id: string): Waiting {
    if (this.#waiting.size >= MOST_WAITING)
      throw unreachable(`${MOST_WAITING} other clients are asked about`);
    const waiting: Waiting = Promise.withResolvers();
    this.#waiting.set(id, waiting);
    return waiting;
  }

  /** One question at a time, about all who came in the meantime. */
  async #askAll(): Promise<void> {
    // Whoever comes in the same turn goes with the first question.
    await Promise.resolve();
    while (this.#waiting.size > 0) {
      const ids = [...this.#waiting.keys()].slice(0, MAX_CLIENTS_ASKED);
      await this.#askOnce(ids).catch((cause: unknown) => this.#giveUp(cause));
    }
  }

  async #askOnce(ids: readonly string[]): Promise<void> {
    const before = this.#timesForgotten;
    const found = await this.#parts.ask(ids);
    // What was answered while somebody was being forgotten may be of before: good for now, and not kept.
    if (before === this.#timesForgotten) await this.#parts.kept.save(found);
    for (const id of ids)
      this.#settle(
        id,
        found.find((client) => client.id === id),
      );
  }

  #settle(id: string, client: KnownClient | undefined): void {
    if (client === undefined) this.#noteUnknown(id);
    this.#waiting.get(id)?.resolve(client);
    this.#waiting.delete(id);
  }

  #noteUnknown(id: string): void {
    this.#unknown.delete(id);
    this.#unknown.set(id, this.#parts.now() + UNKNOWN_MS);
    const oldest = this.#unknown.keys().next();
    if (this.#unknown.size > MOST_UNKNOWN && !oldest.done) this.#unknown.delete(oldest.value);
  }

  #giveUp(cause: unknown): void {
    this.#awayUntil = this.#parts.now() + AWAY_MS;
    const error = unreachable(cause instanceof Error ? cause.message : String(cause), cause);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

function unreachable(seen: string, cause?: unknown): Error {
  return endpointErrors.error('UPSTREAM_UNREACHABLE', { seen, retryAfterSeconds: AWAY_REST_SECONDS, cause });
}
