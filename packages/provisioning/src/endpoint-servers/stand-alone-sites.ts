import { isDeepStrictEqual } from 'node:util';
import type { Proof } from '@causeway/bindings';
import type { PlannedServer } from '@causeway/changes';
import { addressOf, type EndpointServerId, type Listener, type Site } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import { provisioningErrors } from '../errors.ts';
import type {
  EndpointServerLag,
  EndpointServerRecord,
  ProofOfServer,
  ProvisioningStore,
} from '../provisioning-store.ts';
import type { Dial } from './create-dial.ts';
import type { News } from './news.ts';
import type { Offers } from './offers.ts';

export interface StandAloneSitesOptions {
  readonly store: Pick<ProvisioningStore, 'endpointServers'>;
  readonly offers: Offers;
  readonly news: News;
  readonly now: () => number;
  /** Dials listeners from here, as clients do. */
  readonly dial: Dial;
  /** How long its own proof may take. */
  readonly proofLimitMs?: number;
}

/** What is to be proven, and what a server that is set aside for it serves again. */
export interface Proving {
  readonly listeners: readonly Listener[];
  readonly goBackTo: readonly Listener[];
}

/** What became of a step at an endpoint server that a change goes on without. */
export interface SetAside {
  readonly setAside: Omit<EndpointServerLag, 'changeId'>;
}

const PROOF_LIMIT_MS = 20_000;

/** The effects of a site change at stand-alone endpoint servers: offered to them, and done by them. */
export class StandAloneSites {
  readonly #options: StandAloneSitesOptions;

  constructor(options: StandAloneSitesOptions) {
    this.#options = options;
  }

  /** At the beginning of a change nobody is set aside. */
  async takeUp({ id }: PlannedServer): Promise<EndpointServerRecord> {
    await this.#options.store.endpointServers.update(id, { lag: null });
    return this.#get(id);
  }

  /** @throws ENDPOINT_SERVER_LAGS, ENDPOINT_SERVER_REFUSES, unless it is set aside then */
  serve(
    server: PlannedServer,
    listeners: readonly Listener[],
    signal: AbortSignal,
  ): Promise<SetAside | undefined> {
    const act = async () => {
      await this.#options.offers.make(server.id, listeners, signal);
      return undefined;
    };
    return this.#unlessSetAside<undefined>(server, act, signal);
  }

  /** On the way back nobody is waited for twice: one that lags catches up when it is there again. */
  async putBack(
    { id }: PlannedServer,
    listeners: readonly Listener[],
    signal: AbortSignal,
  ): Promise<SetAside | undefined> {
    try {
      await this.#options.offers.make(id, listeners, signal);
      return undefined;
    } catch (error) {
      if (signal.aborted || !(error instanceof CausewayError)) throw error;
      const setAside = this.#lagOf(error);
      await this.#options.offers.leave(id, listeners);
      await this.#options.store.endpointServers.update(id, { lag: setAside });
      return { setAside };
    }
  }

  /**
   * Dialed from the platform; where the platform cannot get through, by the endpoint server itself.
   * @throws PROOF_FAILED, unless it is set aside then
   */
  async prove(
    server: PlannedServer,
    { listeners, goBackTo }: Proving,
    signal: AbortSignal,
  ): Promise<SetAside | { readonly proofs: readonly ProofOfServer[] }> {
    const act = async () => {
      const proofs = judge(await this.#proofsOf(server, listeners, signal));
      const proven = { at: this.#options.now(), proofs };
      await this.#options.store.endpointServers.update(server.id, { proven });
      return { proofs };
    };
    const outcome = await this.#unlessSetAside(server, act, signal);
    if ('setAside' in outcome) await this.#goBack(server, listeners, goBackTo);
    return outcome;
  }

  /** What failed its proof is served no longer than it takes to tell. */
  async #goBack({ id }: PlannedServer, from: readonly Listener[], to: readonly Listener[]): Promise<void> {
    const { serving } = await this.#get(id);
    if (!isDeepStrictEqual(serving, from)) return;
    await this.#options.offers.leave(id, to);
    await this.#options.store.endpointServers.update(id, { serving: to });
  }

  async #proofsOf(server: PlannedServer, listeners: readonly Listener[], signal: AbortSignal) {
    const dialed = await this.#options.dial(listeners, signal);
    if (!dialed.some(isUnreached)) return dialed;
    const own = await this.#ownProofs(server, listeners, signal);
    return [...dialed.filter((proof) => !isUnreached(proof)), ...own];
  }

  async save({ id }: PlannedServer, site: Site): Promise<void> {
    await this.#options.store.endpointServers.update(id, { saved: site });
  }

  /** What is in force is wanted again. */
  async forget({ id }: PlannedServer): Promise<void> {
    const record = await this.#options.store.endpointServers.find(id);
    if (record === undefined) return;
    // One that never served anything was authorized by this very change.
    const isNew = record.state === 'authorized' && record.serving.length === 0;
    await this.#options.store.endpointServers.update(id, {
      saved: record.inForce,
      ...(isNew && { state: 'pending' as const }),
    });
  }

  async record(server: PlannedServer, reached: Site): Promise<SetAside | undefined> {
    return this.#unlessSetAside<undefined>(server, async () => {
      await this.#options.store.endpointServers.update(server.id, { state: 'authorized', inForce: reached });
      return undefined;
    });
  }

  /** Whether or not it could be told: it is told when it comes back. */
  async retire({ id }: PlannedServer): Promise<void> {
    const { number } = (await this.#get(id)).offer;
    const nothing = { serving: [], offer: { number: number + 1, listeners: [] } };
    await this.#options.store.endpointServers.update(id, { ...nothing, state: 'retired', lag: null });
    this.#options.news.tell(id);
  }

  /** Its own proof of every address, as it comes with a sync; as far as it came in time. */
  async #ownProofs(
    { id }: PlannedServer,
    listeners: readonly Listener[],
    signal: AbortSignal,
  ): Promise<readonly ProofOfServer[]> {
    const { news, proofLimitMs = PROOF_LIMIT_MS } = this.#options;
    const addresses = listeners.map(addressOf);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(proofLimitMs)]);
    while (true) {
      const next = news.next(id, limit);
      const proofs = ((await this.#get(id)).report?.proofs ?? []).map((proof) => ({
        ...proof,
        by: 'itself' as const,
      }));
      const isWhole = addresses.every((address) => proofs.some((proof) => proof.address === address));
      signal.throwIfAborted();
      if (isWhole) return proofs;
      if (limit.aborted)
        return [
          ...proofs,
          ...addresses.map((address) => ({
            address,
            code: 'PROOF_TIMEOUT',
            seen: 'no proof of its own',
            by: 'itself' as const,
          })),
        ];
      await next;
    }
  }

  async #unlessSetAside<Result>(
    { id, whenItLags }: PlannedServer,
    act: () => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result | SetAside> {
    const { lag } = await this.#get(id);
    if (lag !== null) return { setAside: lag };
    try {
      return await act();
    } catch (error) {
      if (signal?.aborted || whenItLags === 'fail' || !(error instanceof CausewayError)) throw error;
      const setAside = this.#lagOf(error);
      await this.#options.store.endpointServers.update(id, { lag: setAside });
      return { setAside };
    }
  }

  #lagOf({ code, seen = '' }: CausewayError): EndpointServerLag {
    return { since: this.#options.now(), code, seen, changeId: null };
  }

  async #get(id: EndpointServerId): Promise<EndpointServerRecord> {
    const record = await this.#options.store.endpointServers.find(id);
    if (record === undefined)
      throw provisioningErrors.error('ENDPOINT_SERVER_NOT_FOUND', { seen: `id ${id}` });
    return record;
  }
}

/** Nothing answered at all: a firewall lies between, or nothing listens. What answered wrongly is another matter. */
export function isUnreached({ code }: Pick<Proof, 'code'>): boolean {
  return code === 'PROOF_NO_ANSWER' || code === 'PROOF_TIMEOUT' || code === 'PROOF_NAME_NOT_RESOLVED';
}

/** @throws PROOF_FAILED */
function judge(proofs: readonly (Proof | ProofOfServer)[]): ProofOfServer[] {
  const failed = proofs.filter(({ code }) => code !== 'OK');
  if (failed.length > 0)
    throw provisioningErrors.error('PROOF_FAILED', {
      seen: failed.map(({ address, code, seen }) => `${address}: ${code}, ${seen}`).join('\n'),
      expected: 'what clients meet there when all is well',
      details: { proofs: failed },
    });
  return proofs.map((proof) => {
    const { address, code, seen } = proof;
    return { address, code, seen, by: 'by' in proof ? proof.by : ('platform' as const) };
  });
}
