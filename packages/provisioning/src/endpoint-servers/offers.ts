import { isDeepStrictEqual } from 'node:util';
import type { EndpointServerId, Listener } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import type { EndpointServerRecord, ProvisioningStore } from '../provisioning-store.ts';
import type { News } from './news.ts';

export interface OffersOptions {
  readonly store: Pick<ProvisioningStore, 'endpointServers'>;
  readonly news: News;
  readonly now: () => number;
  /** How long an endpoint server that is there may take; half a minute when left out. */
  readonly limitMs?: number;
}

/** Opening sockets and a first proof take moments; what takes longer is not coming. */
const LIMIT_MS = 30_000;
/** It synchronizes every 20 seconds at the least: one that missed two in a row is away. */
const AWAY_AFTER_MS = 45_000;

/** Whether it was heard of lately. */
export function isAway({ report }: Pick<EndpointServerRecord, 'report'>, now: number): boolean {
  return report === null || Math.abs(now - report.at) > AWAY_AFTER_MS;
}

/** What stand-alone endpoint servers are to serve, each as a numbered offer that it takes up or does not. */
export class Offers {
  readonly #options: OffersOptions;
  /** Before it nobody could be heard of. */
  readonly #startedAt: number;

  constructor(options: OffersOptions) {
    this.#options = options;
    this.#startedAt = options.now();
  }

  /**
   * Offers exactly these and resolves when they are served.
   * @throws ENDPOINT_SERVER_LAGS when it is away or too slow, ENDPOINT_SERVER_REFUSES when it says that it cannot; then
   * it is offered again what it served
   */
  async make(id: EndpointServerId, listeners: readonly Listener[], signal: AbortSignal): Promise<void> {
    const number = await this.#raise(id, listeners);
    try {
      await this.#waitUntilServed(id, number, signal);
    } catch (error) {
      await this.#withdraw(id);
      throw error;
    }
    await this.#options.store.endpointServers.update(id, { serving: listeners });
  }

  /** The same in a new offer, whatever it serves of its own accord. @throws as `make` */
  async makeAnew(id: EndpointServerId, listeners: readonly Listener[], signal: AbortSignal): Promise<void> {
    const { offer } = await this.#get(id);
    await this.#options.store.endpointServers.update(id, { offer: { number: offer.number + 1, listeners } });
    this.#options.news.tell(id);
    await this.make(id, listeners, signal);
  }

  /** Offered and not waited for: it is what it is to serve from now on. */
  async leave(id: EndpointServerId, listeners: readonly Listener[]): Promise<void> {
    await this.#raise(id, listeners);
  }

  /** @returns its number; the one that is made already when it says just that. */
  async #raise(id: EndpointServerId, listeners: readonly Listener[]): Promise<number> {
    const { offer, report } = await this.#get(id);
    if (isDeepStrictEqual(offer.listeners, listeners) && offer.number > 0) return offer.number;
    const number = offer.number + 1;
    const unproven = report && { ...report, proofs: [], trouble: null };
    await this.#options.store.endpointServers.update(id, { offer: { number, listeners }, report: unproven });
    this.#options.news.tell(id);
    return number;
  }

  async #waitUntilServed(id: EndpointServerId, number: number, signal: AbortSignal): Promise<void> {
    const { limitMs = LIMIT_MS, now, news } = this.#options;
    const limit = AbortSignal.timeout(limitMs);
    const either = AbortSignal.any([signal, limit]);
    while (true) {
      const next = news.next(id, either);
      const record = await this.#get(id);
      if (record.applied === number) return;
      refuseTrouble(record);
      signal.throwIfAborted();
      const isGone = now() - this.#startedAt > AWAY_AFTER_MS && isAway(record, now());
      if (limit.aborted || isGone) throw lags(record, now());
      await next;
    }
  }

  /** It may have taken the offer up in the meantime: it is told, by another offer, to go back to what it served. */
  async #withdraw(id: EndpointServerId): Promise<void> {
    const { serving } = await this.#get(id);
    await this.#raise(id, serving);
  }

  async #get(id: EndpointServerId): Promise<EndpointServerRecord> {
    const record = await this.#options.store.endpointServers.find(id);
    if (record === undefined)
      throw provisioningErrors.error('ENDPOINT_SERVER_NOT_FOUND', { seen: `id ${id}` });
    return record;
  }
}

/** @throws ENDPOINT_SERVER_REFUSES */
function refuseTrouble({ name, report }: EndpointServerRecord): void {
  if (report === null || report.trouble === null) return;
  const { code, seen } = report.trouble;
  throw provisioningErrors.error('ENDPOINT_SERVER_REFUSES', { seen: `${name}: ${code}, ${seen}` });
}

function lags({ name, report, offer, applied }: EndpointServerRecord, now: number): Error {
  const heard =
    report === null ? 'never heard of' : `last heard of ${Math.round((now - report.at) / 1000)} s ago`;
  return provisioningErrors.error('ENDPOINT_SERVER_LAGS', {
    seen: `${name}: ${heard}`,
    expected: `offer ${offer.number} taken up within ${LIMIT_MS / 1000} s; it serves offer ${applied}`,
  });
}
