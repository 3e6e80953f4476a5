import { SYNC_HOLD_SECONDS, type SyncAnswer, type SyncRequest } from '@causeway/contract/upstream-messages';
import { endpointErrors } from '@causeway/endpoint';
import { type BackOff, backOffMs } from '../back-off.ts';
import { Bell, type Wait } from '../bell.ts';
import { troubleOf } from '../trouble.ts';
import type { PlatformWatch } from './platform-watch.ts';

export interface SyncPorts {
  readonly request: (haste: 'urgent' | 'patient') => Promise<SyncRequest>;
  /** Resolves with the verified answer. The signal ends a sync that the platform holds. */
  readonly send: (request: SyncRequest, timeoutMs: number, signal: AbortSignal) => Promise<SyncAnswer>;
  /** Makes the answer true here; durable when it resolves. @throws ENDPOINT_STATE_UNUSABLE */
  readonly take: (answer: SyncAnswer) => Promise<void>;
  /** Looks for another way to the platform. */
  readonly renew: () => Promise<void>;
  readonly address: () => string | undefined;
  readonly watch: PlatformWatch;
  readonly wait: Wait;
  readonly now: () => number;
  readonly random: () => number;
}

const AFTER_FAILURE: BackOff = { firstMs: 1_000, longestMs: 60_000 };
/** A refusal is no reason to come back soon. */
const AFTER_REFUSAL: BackOff = { firstMs: 10_000, longestMs: 300_000 };
/** Beyond what the platform holds it: a bad line, a busy platform. */
const GRACE_MS = 20_000;
/** A platform that does not hold is not asked without end. */
const SHORTEST_ROUND_MS = 1_000;
/** What a retired endpoint server is told can wait. */
const RETIRED_PAUSE_MS = 60_000;

/** Keeps the platform and the endpoint server agreed, for as long as it runs. */
export class SyncLoop {
  readonly #ports: SyncPorts;
  readonly #bell = new Bell();
  #haste: 'urgent' | 'patient' = 'urgent';
  #held: AbortController | undefined;
  #failures = 0;

  constructor(ports: SyncPorts) {
    this.#ports = ports;
  }

  /** Something changed here: the platform is told now, also when it holds a sync. */
  hurry(): void {
    this.#haste = 'urgent';
    this.#held?.abort();
    this.#bell.ring();
  }

  /** Until the signal. @throws its reason */
  async run(signal: AbortSignal): Promise<never> {
    while (true) {
      const pauseMs = await this.#round(signal);
      if (pauseMs > 0) await this.#bell.wait(pauseMs, this.#ports.wait, signal);
      signal.throwIfAborted();
    }
  }

  /** @returns how long to pause after it */
  async #round(signal: AbortSignal): Promise<number> {
    const { now, watch, address, take } = this.#ports;
    const startedAt = now();
    try {
      const haste = this.#takeHaste();
      const answer = await this.#send(haste, signal);
      if (answer === undefined) return 0;
      watch.reached(address() ?? '');
      await take(answer);
      this.#failures = 0;
      if (answer.state === 'retired') return RETIRED_PAUSE_MS;
      return haste === 'urgent' || isNews(answer) ? 0 : SHORTEST_ROUND_MS - (now() - startedAt);
    } catch (error) {
      signal.throwIfAborted();
      return this.#failed(error);
    }
  }

  #takeHaste(): 'urgent' | 'patient' {
    const haste = this.#haste;
    this.#haste = 'patient';
    return haste;
  }

  /** Undefined when something changed here while the platform held it. */
  async #send(haste: 'urgent' | 'patient', signal: AbortSignal): Promise<SyncAnswer | undefined> {
    const held = new AbortController();
    // Only what the platform may hold is cut short: what is urgent is answered at once.
    if (haste === 'patient') this.#held = held;
    try {
      const request = await this.#ports.request(haste);
      const timeoutMs = SYNC_HOLD_SECONDS * 1000 + GRACE_MS;
      return await this.#ports.send(request, timeoutMs, AbortSignal.any([signal, held.signal]));
    } catch (error) {
      if (held.signal.aborted && !signal.aborted) return undefined;
      // What was urgent still is.
      if (haste === 'urgent') this.#haste = 'urgent';
      throw error;
    } finally {
      this.#held = undefined;
    }
  }

  async #failed(error: unknown): Promise<number> {
    const { watch, random, renew } = this.#ports;
    this.#failures++;
    if (!endpointErrors.is(error, 'UPSTREAM_UNREACHABLE')) {
      watch.refused(troubleOf(error));
      return backOffMs(AFTER_REFUSAL, this.#failures, random());
    }
    watch.away(troubleOf(error));
    await renew();
    return backOffMs(AFTER_FAILURE, this.#failures, random());
  }
}

function isNews({ offer, local, changedClients }: SyncAnswer): boolean {
  return offer !== undefined || local !== undefined || changedClients.length > 0;
}
