import type { Address } from '@causeway/contract';
import { clientErrors } from '../errors.ts';
import { type ClientState, readConfig } from './client-state.ts';
import { type Enrollment, enroll } from './enroll.ts';
import type { ClientPorts } from './ports.ts';
import { ClientRound, LeftAlone } from './round.ts';
import { delayAfter, REFUSED_REST_SECONDS } from './schedule.ts';

/** How one round went. */
export interface RoundOutcome {
  /** `through`: an endpoint server was reached; `refused`: it does not want this client; `busy`: it asked to wait. */
  readonly kind: 'through' | 'failed' | 'refused' | 'busy';
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

/** Before there is a file that says how often. */
const FIRST_INTERVAL_SECONDS = 60;

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

  /** One whole round; what it learned is durable when this resolves. @throws NOT_ENROLLED, or when the state cannot be kept */
  async poll(signal?: AbortSignal): Promise<RoundOutcome> {
    const round = new ClientRound(this.#ports, await this.state(), signal);
    const outcome = await this.#run(round);
    const { state } = round;
    const now = this.#ports.now();
    const failedRounds = outcome.kind === 'failed' ? state.failedRounds + 1 : 0;
    await this.#ports.store.save({
      ...state,
      failedRounds,
      polledAt: now,
      nextPollAt: now + outcome.nextPollInMs,
    });
    return outcome;
  }

  async #run(round: ClientRound): Promise<RoundOutcome> {
    try {
      const address = await round.run();
      return this.#outcome(round, address === undefined ? 'failed' : 'through', { address });
    } catch (error) {
      if (!(error instanceof LeftAlone)) throw error;
      const { code, message, retryAfterSeconds } = error.refusal;
      round.news.push(`${code}: ${message}`);
      const isBusy = retryAfterSeconds !== undefined;
      const restSeconds = retryAfterSeconds ?? REFUSED_REST_SECONDS;
      return this.#outcome(round, isBusy ? 'busy' : 'refused', { code, restSeconds });
    }
  }

  #outcome(
    { news, state }: ClientRound,
    kind: RoundOutcome['kind'],
    { address, code, restSeconds }: { address?: Address | undefined; code?: string; restSeconds?: number },
  ): RoundOutcome {
    const config = readConfig(state.current);
    const intervalSeconds = config?.pollingInterval ?? FIRST_INTERVAL_SECONDS;
    const random = this.#ports.random();
    const nextPollInMs =
      restSeconds !== undefined
        ? delayAfter({ kind: 'told', retryAfterSeconds: restSeconds }, random)
        : delayAfter(
            kind === 'through'
              ? { kind, intervalSeconds }
              : { kind: 'failed', intervalSeconds, failedRounds: state.failedRounds },
            random,
          );
    return {
      kind,
      address,
      news,
      nextPollInMs,
      revision: config?.revision ?? 0,
      ...(code !== undefined && { code }),
    };
  }
}
