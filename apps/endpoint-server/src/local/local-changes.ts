import { type Finding, hasErrors } from '@causeway/certificates';
import { formatAddress } from '@causeway/contract';
import type { SyncAnswer } from '@causeway/contract/upstream-messages';
import { endpointErrors } from '@causeway/endpoint';
import type { Wait } from '../bell.ts';
import { endpointServerErrors } from '../errors.ts';
import type { Say } from '../events/endpoint-event.ts';
import type { Serving } from '../serving/serving.ts';
import type { KeptDocument } from '../state/kept-document.ts';
import { withLocal, withoutWaiting } from '../state/serving-changes.ts';
import type { LocalCertificate, ServingState } from '../state/serving-state.ts';
import { certificateFor } from './certificate-for.ts';
import type { ApplyRequest, LocalRequest } from './local-request.ts';
import { type TestPorts, testSite } from './test-site.ts';

export interface LocalParts {
  readonly state: KeptDocument<ServingState>;
  readonly serving: Pick<Serving, 'ensure' | 'listeners' | 'target' | 'trouble'>;
  readonly tests: TestPorts;
  readonly say: Say;
  /** Tells the platform at once. */
  readonly hurry: () => void;
  readonly wait: Wait;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** What an apply shows on its way. */
export type Progress =
  | { readonly kind: 'tested'; readonly findings: readonly Finding[] }
  | { readonly kind: 'serving'; readonly number: number; readonly addresses: readonly string[] }
  | { readonly kind: 'not-seen'; readonly why: string };

export interface Kept {
  readonly number: number;
  readonly addresses: readonly string[];
}

/** A minute for somebody to come through from outside, and time for the platform to say why nobody did. */
const SEEN_WITHIN_MS = 65_000;

/** An admin waits: what the platform saw is not to wait for the end of a sync that it holds. */
const ASK_EVERY_MS = 2_500;

type Outcome = NonNullable<SyncAnswer['local']>;

interface Trial {
  readonly number: number;
  readonly end: AbortController;
  /** Why the platform does not see it. */
  why: string;
  isReplaced: boolean;
}

/** Sites that are tested and applied at the endpoint server itself. */
export class LocalChanges {
  readonly #parts: LocalParts;
  #isBusy = false;
  #trial: Trial | undefined;

  constructor(parts: LocalParts) {
    this.#parts = parts;
  }

  /** Every finding, worst first. @throws what says that the certificate cannot be read */
  async test(request: LocalRequest): Promise<readonly Finding[]> {
    const certificate = await certificateFor(request, this.#parts.serving.listeners);
    return this.#test(request, certificate);
  }

  /**
   * Serves the site, and keeps it when somebody came through from outside in time.
   * @throws LOCAL_CHANGE_REFUSED, LOCAL_CHANGE_UNDER_WAY, LOCAL_CHANGE_REVERTED, LOCAL_CHANGE_INTERRUPTED, ENDPOINT_SERVER_PENDING,
   * ENDPOINT_SERVER_RETIRED
   */
  async apply(request: ApplyRequest, report: (progress: Progress) => void): Promise<Kept> {
    if (this.#isBusy) throw endpointServerErrors.error('LOCAL_CHANGE_UNDER_WAY');
    this.#isBusy = true;
    try {
      this.#requireAuthorized();
      const certificate = await certificateFor(request, this.#parts.serving.listeners);
      const findings = await this.#test(request, certificate);
      report({ kind: 'tested', findings });
      if (request.mode === 'checked') refuseErrors(findings);
      return await this.#try(request, certificate, report);
    } finally {
      this.#isBusy = false;
    }
  }

  /** What the platform says of a change that is being tried out; the state has it already. */
  heard({ number, outcome, why }: Outcome): void {
    const trial = this.#trial;
    if (trial?.number !== number) return;
    trial.why = why ?? '';
    trial.isReplaced = outcome === 'overruled';
    trial.end.abort();
  }

  /** Something else is served by now: a newer offer of the platform, or nothing at all. */
  servedAnew(): void {
    const { target } = this.#parts.serving;
    const trial = this.#trial;
    if (trial === undefined || (target.kind === 'local' && target.local.number === trial.number)) return;
    trial.isReplaced = true;
    trial.end.abort();
  }

  #requireAuthorized(): void {
    const { standing } = this.#parts.state.value;
    if (standing === 'pending') throw endpointErrors.error('ENDPOINT_SERVER_PENDING');
    if (standing === 'retired') throw endpointErrors.error('ENDPOINT_SERVER_RETIRED');
  }

  #test({ site }: LocalRequest, certificate: LocalCertificate | null): Promise<Finding[]> {
    const { serving, tests, now } = this.#parts;
    return testSite({ site, certificate, served: serving.listeners, now: now() }, tests);
  }

  async #try(
    { site }: LocalRequest,
    certificate: LocalCertificate | null,
    report: (progress: Progress) => void,
  ): Promise<Kept> {
    const { state, serving, say, hurry, now } = this.#parts;
    // On the disk first: whatever kills this, the next start takes it back.
    const next = await state.update((held) => withLocal(held, { site, certificate, appliedAt: now() }));
    const number = next.lastLocal;
    await serving.ensure();
    const { target } = serving;
    const isServed = target.kind === 'local' && target.local.number === number;
    if (!isServed) return this.#takeBack(number, whyNotServed(serving.trouble));
    const addresses = serving.listeners.map(formatAddress);
    say({ kind: 'local-tried', number });
    report({ kind: 'serving', number, addresses });
    const trial = this.#begin(number);
    hurry();
    await this.#untilOver(trial);
    // The disk has the last word: it may have been seen at the very end of its time.
    if (!isKept(state.value, number)) return this.#takeBack(number, whyTakenBack(trial));
    say({ kind: 'local-kept', number });
    return { number, addresses };
  }

  #begin(number: number): Trial {
    this.#trial = { number, end: new AbortController(), why: '', isReplaced: false };
    return this.#trial;
  }

  /** @throws LOCAL_CHANGE_INTERRUPTED when the endpoint server stops: the next start takes the change back */
  async #untilOver({ end }: Trial): Promise<void> {
    const { wait, signal, hurry } = this.#parts;
    const either = AbortSignal.any([end.signal, signal]);
    try {
      for (let waitedMs = 0; waitedMs < SEEN_WITHIN_MS; waitedMs += ASK_EVERY_MS) {
        await wait(ASK_EVERY_MS, either);
        hurry();
      }
    } catch (error) {
      if (signal.aborted) throw endpointServerErrors.error('LOCAL_CHANGE_INTERRUPTED', { cause: error });
      if (!end.signal.aborted) throw error;
    } finally {
      this.#trial = undefined;
    }
  }

  /** @throws LOCAL_CHANGE_REVERTED */
  async #takeBack(number: number, why: string): Promise<never> {
    const { state, serving, say, hurry } = this.#parts;
    await state.update((held) => (held.local?.number === number ? withoutWaiting(held) : held));
    await serving.ensure();
    say({ kind: 'local-reverted', number, why });
    hurry();
    throw endpointServerErrors.error('LOCAL_CHANGE_REVERTED', { seen: why });
  }
}

function isKept({ local }: ServingState, number: number): boolean {
  return local?.number === number && local.outcome !== 'waiting';
}

function whyTakenBack({ isReplaced, why }: Trial): string {
  if (isReplaced) return 'the platform has planned something else';
  return why || 'nobody came through from outside within a minute';
}

function refuseErrors(findings: readonly Finding[]): void {
  if (!hasErrors(findings)) return;
  const errors = findings.filter(({ severity }) => severity === 'error');
  throw endpointServerErrors.error('LOCAL_CHANGE_REFUSED', {
    seen: errors.map(({ code, seen }) => `${code}: ${seen}`).join('; '),
    details: { findings },
  });
}

function whyNotServed(trouble: Serving['trouble']): string {
  return trouble === null ? 'something else is served' : `${trouble.code}: ${trouble.seen}`;
}
