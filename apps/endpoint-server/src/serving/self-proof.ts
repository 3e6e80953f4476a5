import type { Say } from '../events/endpoint-event.ts';
import type { ProveOwn } from './prove-own.ts';
import type { ServedListener } from './served-listener.ts';
import { nameOf, type Target } from './target.ts';

/** What dialing an address of its own by its name showed: the worst of the checks. */
export interface SelfProofResult {
  readonly address: string;
  readonly code: string;
  readonly seen: string;
}

/** What is served at one moment. */
export interface Served {
  readonly target: Target;
  readonly listeners: readonly ServedListener[];
}

/** It dials its own machine, if by way of a proxy. */
const DIAL_LIMIT_MS = 10_000;
/** What a message upstream takes. */
const MOST_PROOFS = 20;
const MOST_SEEN = 500;

/** The endpoint server's own proof of what it serves: dialed by name, verified as its clients verify. */
export class SelfProof {
  readonly #prove: ProveOwn;
  readonly #say: Say;
  #results: readonly SelfProofResult[] = [];
  #of = '';

  constructor(prove: ProveOwn, say: Say) {
    this.#prove = prove;
    this.#say = say;
  }

  get results(): readonly SelfProofResult[] {
    return this.#results;
  }

  /** Those of this target; none before it was dialed. */
  resultsOf(target: Target): readonly SelfProofResult[] {
    return nameOf(target) === this.#of ? this.#results : [];
  }

  get isWhole(): boolean {
    return this.#results.every(({ code }) => code === 'OK');
  }

  /** Dials each listener of what is served. @returns whether anything is new. @throws the reason of the signal */
  async run({ target, listeners }: Served, signal: AbortSignal): Promise<'news' | 'same'> {
    const of = nameOf(target);
    const isSame = of === this.#of;
    const before = this.#results;
    const proven = await Promise.all(
      listeners.slice(0, MOST_PROOFS).map((one) => this.#proveOne(one, signal)),
    );
    signal.throwIfAborted();
    this.#results = proven.filter((result) => result !== undefined);
    this.#of = of;
    const news = this.#results.filter((result) => isNews(result, before));
    for (const { address, code, seen } of news)
      this.#say(code === 'OK' ? { kind: 'proven', address } : { kind: 'not-proven', address, code, seen });
    return news.length > 0 || !isSame ? 'news' : 'same';
  }

  async #proveOne(listener: ServedListener, signal: AbortSignal): Promise<SelfProofResult | undefined> {
    const proofs = await this.#prove(listener, { timeoutMs: DIAL_LIMIT_MS, signal });
    const worst = proofs.find(({ code }) => code !== 'OK') ?? proofs[0];
    return worst && { address: worst.address, code: worst.code, seen: worst.seen.slice(0, MOST_SEEN) };
  }
}

function isNews({ address, code }: SelfProofResult, before: readonly SelfProofResult[]): boolean {
  return before.find((other) => other.address === address)?.code !== code;
}
