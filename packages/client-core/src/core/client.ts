import type { Address } from '@causeway/contract';
import { clientErrors } from '../errors.ts';
import { type ClientState, type NewsLine, readConfig } from './client-state.ts';
import { type Enrollment, enroll } from './enroll.ts';
import { frequenciesOf } from './frequencies.ts';
import { type Pace, roundThrough, withPace } from './pace.ts';
import type { ClientPorts } from './ports.ts';
import type { Refusal } from './refusal.ts';
import { LeftAlone } from './round/left-alone.ts';
import { ClientRound, type FirstInventory } from './round.ts';
import { delayAfter, REFUSED_REST_SECONDS, type Round } from './schedule.ts';

/** How one round went. */
export interface RoundOutcome {
  /**
   * `through`: an endpoint server was reached; `refused`: it does not want this client; `busy`: it asked to wait;
   * `retired`: it asked it to stop for good, and there is no next poll.
   */
  readonly kind: 'through' | 'failed' | 'refused' | 'busy' | 'retired';
  /** Where the last poll got through. */
  readonly address: Address | undefined;
  /** Of the file in use; 0 for none. */
  readonly revision: number;
  /** Sentences for a person, in their order. */
  readonly news: readonly string[];
  /** Code of the refusal, with `refused` and `busy`. */
  readonly code?: string;
  readonly nextPollInMs: number;
}

interface Ending extends Pick<RoundOutcome, 'kind' | 'address'> {
  readonly state: ClientState;
  readonly news: readonly string[];
  readonly refusal?: Refusal;
}

/** Before there is a file that says how often; also what first inventories are spread over, so that a new computer is seen soon. */
const FIRST_INTERVAL_SECONDS = 60;
/** A bad day, as its diagnostics tell it. */
const MOST_NEWS = 30;

/** A native client without its process: everything it decides, over ports. */
export class Client {
  readonly #ports: ClientPorts;

  constructor(ports: ClientPorts) {
    this.#ports = ports;
  }

  enroll(enrollment: Enrollment, signal?: AbortSignal): Promise<ClientState> {
    return enroll(this.#ports, enrollment, signal);
  }

  /** What is kept. @throws NOT_ENROLLED */
  async state(): Promise<ClientState> {
    const state = await this.#ports.store.load();
    if (state?.clientId == null) throw clientErrors.error('NOT_ENROLLED');
    return state;
  }

  /**
   * One whole round; what it learned is durable when this resolves. With `next-round`, the first inventory of a client
   * goes with the round after the one that made the first file its own, within a minute: thousands that are installed
   * in one moment do not send it in that moment.
   * @throws NOT_ENROLLED, RETIRED, or when the state cannot be kept
   */
  async poll(signal?: AbortSignal, first: FirstInventory = 'now'): Promise<RoundOutcome> {
    const before = await this.state();
    if (before.retiredAt !== null) throw clientErrors.error('RETIRED', { seen: seenOf(before) });
    const ending = await this.#run(new ClientRound(this.#ports, before, signal), first);
    const { kind, address, state, refusal } = ending;
    const pace = this.#paceAfter(ending, first);
    const nextPollInMs = this.#delayAfter(ending, pace);
    const news =
      refusal === undefined ? ending.news : [...ending.news, `${refusal.code}: ${refusal.message}`];
    await this.#ports.store.save(this.#after(ending, pace, nextPollInMs, news));
    const revision = readConfig(state.current)?.revision ?? 0;
    return { kind, address, revision, news, nextPollInMs, ...(refusal && { code: refusal.code }) };
  }

  async #run(round: ClientRound, first: FirstInventory): Promise<Ending> {
    try {
      const address = await round.run(first);
      const { state, news } = round;
      if (state.retiredAt !== null) return { kind: 'retired', address, state, news };
      return { kind: address === undefined ? 'failed' : 'through', address, state, news };
    } catch (error) {
      if (!(error instanceof LeftAlone)) throw error;
      return this.#leftAlone(round, error.refusal);
    }
  }

  #leftAlone({ state, news }: ClientRound, refusal: Refusal): Ending {
    // The answer to its last poll was lost; the server took it.
    const isRetired = refusal.code === 'CLIENT_RETIRED' && state.retiring !== null;
    if (isRetired)
      return {
        ...{ kind: 'retired', address: undefined, news },
        state: { ...state, retiredAt: this.#ports.now() },
      };
    return { kind: refusal.isBusy ? 'busy' : 'refused', address: undefined, state, news, refusal };
  }

  /** What the next poll is planned by; undefined when this round planned nothing. */
  #paceAfter({ kind, state }: Ending, first: FirstInventory): Pace | undefined {
    const config = readConfig(state.current);
    if (kind !== 'through' || config === undefined) return undefined;
    const pace = frequenciesOf(config, state.group);
    const isFirstToCome = first === 'next-round' && state.pace === null && state.inventoryAt === null;
    if (!isFirstToCome || this.#ports.collectInventory === undefined) return pace;
    return { ...pace, pollingInterval: Math.min(pace.pollingInterval, FIRST_INTERVAL_SECONDS) };
  }

  #delayAfter(ending: Ending, pace: Pace | undefined): number {
    return ending.kind === 'retired' ? 0 : delayAfter(roundOf(ending, pace), this.#ports.random());
  }

  #after(
    { kind, state }: Ending,
    pace: Pace | undefined,
    nextPollInMs: number,
    news: readonly string[],
  ): ClientState {
    const { now, random } = this.#ports;
    const at = now();
    const lines: NewsLine[] = news.map((text) => ({ at, text }));
    return {
      ...(pace === undefined ? state : withPace(state, pace, at, random())),
      failedRounds: kind === 'failed' ? state.failedRounds + 1 : 0,
      polledAt: at,
      nextPollAt: kind === 'retired' ? null : at + nextPollInMs,
      news: [...state.news, ...lines].slice(-MOST_NEWS),
    };
  }
}

function roundOf({ kind, state, refusal }: Ending, pace: Pace | undefined): Round {
  if (pace !== undefined) return roundThrough(state.pace, pace);
  const config = readConfig(state.current);
  const intervalSeconds =
    config === undefined ? FIRST_INTERVAL_SECONDS : frequenciesOf(config, state.group).pollingInterval;
  switch (kind) {
    case 'failed':
      return { kind, intervalSeconds, failedRounds: state.failedRounds };
    case 'refused':
      return { kind: 'told', retryAfterSeconds: REFUSED_REST_SECONDS };
    case 'busy':
      return { kind: 'told', retryAfterSeconds: refusal?.retryAfterSeconds ?? intervalSeconds };
    default:
      return { kind: 'through', intervalSeconds };
  }
}

function seenOf({ clientId, retiredAt }: ClientState): string {
  return `client ${clientId}, retired ${new Date(retiredAt ?? 0).toISOString()}`;
}
