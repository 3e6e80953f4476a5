import type { ArrivalHandler, Bindings } from '@causeway/bindings';
import { type BackOff, backOffMs } from '../back-off.ts';
import { Bell, type Wait } from '../bell.ts';
import type { Say } from '../events/endpoint-event.ts';
import type { KeptDocument } from '../state/kept-document.ts';
import type { ServingState } from '../state/serving-state.ts';
import type { Opener } from './open-target.ts';
import { type ProveOwn, proveOwnAt } from './prove-own.ts';
import { SelfProof } from './self-proof.ts';
import { type ComingCertificates, Serving } from './serving.ts';

export interface ServingSideParts {
  readonly state: KeptDocument<ServingState>;
  readonly bindings: Bindings;
  readonly coming: ComingCertificates;
  readonly handler: ArrivalHandler;
  readonly opener: () => Omit<Opener, 'ownCertificates'>;
  readonly prove?: ProveOwn | undefined;
  readonly say: Say;
  /** Told when something else is served, cannot be, or shows another proof: the platform is to know. */
  readonly onNews: () => void;
  readonly wait: Wait;
  readonly random: () => number;
}

/** What cannot be served is tried again: a port may be free by now. */
const AFTER_TROUBLE: BackOff = { firstMs: 5_000, longestMs: 60_000 };
/** As long as timers go. */
const LONGEST_MS = 2 ** 31 - 1;
/** A name that does not lead here yet may do so soon; one that does is looked at now and then. */
const UNPROVEN_REST_MS = 60_000;
const PROVEN_REST_MS = 600_000;

/** What is served, kept so, and proven by its own machine. */
export class ServingSide implements AsyncDisposable {
  readonly serving: Serving;
  readonly proof: SelfProof;
  readonly #parts: ServingSideParts;
  readonly #troubleBell = new Bell();
  readonly #proofBell = new Bell();

  constructor(parts: ServingSideParts) {
    const { state, bindings, coming, handler, opener, say } = parts;
    this.#parts = parts;
    this.proof = new SelfProof(parts.prove ?? proveOwnAt(bindings), say);
    const onChange = () => this.#changed();
    this.serving = new Serving({ state, bindings, coming, handler, opener, say, onChange });
  }

  /** Tries again what could not be served. Until the signal. @throws its reason */
  async keepServing(signal: AbortSignal): Promise<never> {
    const { wait, random } = this.#parts;
    let failures = 0;
    while (true) {
      failures = this.serving.trouble === null ? 0 : failures + 1;
      const restMs = failures === 0 ? LONGEST_MS : backOffMs(AFTER_TROUBLE, failures, random());
      await this.#troubleBell.wait(restMs, wait, signal);
      if (this.serving.trouble !== null) await this.serving.ensure();
    }
  }

  /** Dials what is served, again and again. Until the signal. @throws its reason */
  async keepProving(signal: AbortSignal): Promise<never> {
    const { wait, onNews } = this.#parts;
    while (true) {
      const { target, listeners } = this.serving;
      if ((await this.proof.run({ target, listeners }, signal)) === 'news') onNews();
      const restMs = this.proof.isWhole ? PROVEN_REST_MS : UNPROVEN_REST_MS;
      await this.#proofBell.wait(restMs, wait, signal);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.serving[Symbol.asyncDispose]();
  }

  #changed(): void {
    this.#troubleBell.ring();
    this.#proofBell.ring();
    this.#parts.onNews();
  }
}
