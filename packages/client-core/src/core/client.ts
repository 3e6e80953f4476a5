import type { Address } from '@causeway/contract';
import { clientErrors } from '../errors.ts';
import { type ClientState, readConfig } from './client-state.ts';
import { type Enrollment, enroll } from './enroll.ts';
import type { ClientPorts } from './ports.ts';
import type { Refusal } from './refusal.ts';
import { LeftAlone } from './round/left-alone.ts';
import { ClientRound } from './round.ts';
import { delayAfter, REFUSED_REST_SECONDS, type Round } from './schedule.ts';

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

interface Ending extends Pick<RoundOutcome, 'kind'> {
  readonly address?: Address | undefined;
  readonly refusal?: Refusal;
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
      return this.#outcome(round, { kind: address === undefined ? 'failed' : 'through', address });
    } catch (error) {
      if (!(error instanceof LeftAlone)) throw error;
      const { refusal } = error;
      return this.#outcome(round, { kind: refusal.isBusy ? 'busy' : 'refused', refusal });
    }
  }

  #outcome({ news, state }: ClientRound, { kind, address, refusal }: Ending): RoundOutcome {
    const config = readConfig(state.current);
    const intervalSeconds = config?.pollingInterval ?? FIRST_INTERVAL_SECONDS;
    return {
      ...{ kind, address, revision: config?.revision ?? 0 },
      ...(refusal !== undefined && { code: refusal.code }),
      news: refusal === undefined ? news : [...news, `${refusal.code}: ${refusal.message}`],
      nextPollInMs: delayAfter(
        roundOf(kind, intervalSeconds, state.failedRounds, refusal),
        this.#ports.random(),
      ),
    };
  }
}

function roundOf(
  kind: RoundOutcome['kind'],
  intervalSeconds: number,
  failedRounds: number,
  refusal: Refusal | undefined,
): Round {
  switch (kind) {
    case 'through':
      return { kind, intervalSeconds };
    case 'failed':
      return { kind, intervalSeconds, failedRounds };
    case 'refused':
      return { kind: 'told', retryAfterSeconds: REFUSED_REST_SECONDS };
    case 'busy':
      return { kind: 'told', retryAfterSeconds: refusal?.retryAfterSeconds ?? intervalSeconds };
  }
}
