import type { ArrivalHandler, Bindings } from '@causeway/bindings';
import { formatAddress } from '@causeway/contract';
import { Turns } from '@causeway/endpoint';
import type { Say } from '../events/endpoint-event.ts';
import type { KeptDocument } from '../state/kept-document.ts';
import { withApplied } from '../state/serving-changes.ts';
import type { ServingState } from '../state/serving-state.ts';
import { type Trouble, troubleOf } from '../trouble.ts';
import { type Opener, openTarget } from './open-target.ts';
import type { ServedListener } from './served-listener.ts';
import { nameOf, type Target, targetsOf } from './target.ts';
import { toBound } from './to-bound.ts';

/** Shows coming certificates to those who ask for them. */
export interface ComingCertificates extends Disposable {
  /** Exactly those of these listeners. @throws what stops one of them */
  apply(listeners: readonly ServedListener[]): void;
}

export interface ServingParts {
  readonly state: KeptDocument<ServingState>;
  readonly bindings: Bindings;
  readonly coming: ComingCertificates;
  readonly handler: ArrivalHandler;
  readonly opener: () => Omit<Opener, 'ownCertificates'>;
  readonly say: Say;
  /** Told whenever something else is served, or the trouble is another. */
  readonly onChange: () => void;
}

/** Why a target is not served. */
export interface ServingTrouble extends Trouble {
  /** Its name. */
  readonly of: string;
}

/** This process is the only owner of its ports. */
export const OWNER = 'endpoint-server';

/** What is served: the best of the targets that can be, and otherwise what was served before. */
export class Serving implements AsyncDisposable {
  readonly #parts: ServingParts;
  readonly #turns = new Turns();
  #target: Target = { kind: 'nothing' };
  #listeners: readonly ServedListener[] = [];
  #trouble: ServingTrouble | null = null;

  constructor(parts: ServingParts) {
    this.#parts = parts;
  }

  get target(): Target {
    return this.#target;
  }

  get listeners(): readonly ServedListener[] {
    return this.#listeners;
  }

  /** Why the best target is not served; null when it is. */
  get trouble(): ServingTrouble | null {
    return this.#trouble;
  }

  /** Whether this process listens on the port, for whatever it serves. */
  isListening(port: number): boolean {
    return this.#parts.bindings.isListening(port);
  }

  /** Serves what the state says is best. What stops it is in `trouble`; it throws nothing. */
  ensure(): Promise<void> {
    return this.#turns.take(async () => {
      const before = `${nameOf(this.#target)} ${JSON.stringify(this.#trouble)}`;
      await this.#serveBest(targetsOf(this.#parts.state.value));
      if (`${nameOf(this.#target)} ${JSON.stringify(this.#trouble)}` !== before) this.#parts.onChange();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turns.idle();
    this.#parts.coming[Symbol.dispose]();
    await this.#parts.bindings.apply(OWNER, [], this.#parts.handler);
  }

  async #serveBest([best, ...others]: readonly Target[]): Promise<void> {
    if (best === undefined) return;
    const isServed = nameOf(best) === nameOf(this.#target);
    if (isServed && this.#trouble === null) return;
    const trouble = await this.#try(best);
    this.#note(best, trouble);
    // All or nothing: what is served is served on.
    if (trouble === null || this.#listeners.length > 0) return;
    for (const other of others) if ((await this.#try(other)) === null) return;
  }

  async #try(target: Target): Promise<Trouble | null> {
    const { bindings, coming, handler, opener, state } = this.#parts;
    try {
      const { ownCertificates } = state.value;
      const listeners = await openTarget(target, { ...opener(), ownCertificates });
      await bindings.apply(OWNER, listeners.map(toBound), handler);
      this.#become(target, listeners);
      coming.apply(listeners);
      if (target.kind === 'offer') await state.update((now) => withApplied(now, target.offer));
      return null;
    } catch (error) {
      return troubleOf(error);
    }
  }

  #become(target: Target, listeners: readonly ServedListener[]): void {
    const isNews = nameOf(target) !== nameOf(this.#target);
    this.#target = target;
    this.#listeners = listeners;
    if (isNews)
      this.#parts.say({ kind: 'serving', what: nameOf(target), addresses: listeners.map(formatAddress) });
  }

  /** The same trouble is said once. */
  #note(best: Target, found: Trouble | null): void {
    const trouble = found && { ...found, of: nameOf(best) };
    const isNews = JSON.stringify(trouble) !== JSON.stringify(this.#trouble);
    this.#trouble = trouble;
    if (trouble !== null && isNews)
      this.#parts.say({ kind: 'not-served', what: trouble.of, code: trouble.code, seen: trouble.seen });
  }
}
