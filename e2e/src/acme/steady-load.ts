import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { problemAt, type Target } from '../constellation/load.ts';

export interface SteadyFigures {
  readonly requests: number;
  readonly seconds: number;
  readonly failures: readonly string[];
}

const BEAT_MS = 10;
/** One of so many comes on a fresh connection, with a handshake of its own. */
const FRESH_EVERY = 20;
const KEPT_CONNECTIONS = 32;

/** So many requests a second, whether the ones before were answered or not, over all targets in turn. */
export class SteadyLoad implements AsyncDisposable {
  readonly #targets: readonly Target[];
  readonly #agents: ReadonlyMap<Target, HttpAgent>;
  readonly #perSecond: number;
  readonly #startedAt = performance.now();
  readonly #failures: string[] = [];
  readonly #inFlight = new Set<Promise<void>>();
  readonly #beat: NodeJS.Timeout;
  #sent = 0;

  constructor(targets: readonly Target[], perSecond: number) {
    this.#targets = targets;
    this.#perSecond = perSecond;
    this.#agents = new Map(targets.map((target) => [target, agentFor(target)]));
    this.#beat = setInterval(() => this.#send(), BEAT_MS);
  }

  /** Resolves when everything that was sent has been answered. */
  async stop(): Promise<SteadyFigures> {
    clearInterval(this.#beat);
    const seconds = (performance.now() - this.#startedAt) / 1000;
    await Promise.all(this.#inFlight);
    for (const agent of this.#agents.values()) agent.destroy();
    return { requests: this.#sent, seconds, failures: this.#failures };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #send(): void {
    const due = ((performance.now() - this.#startedAt) / 1000) * this.#perSecond;
    while (this.#sent < due) {
      const target = this.#targets[this.#sent % this.#targets.length];
      if (target === undefined) return;
      const isFresh = this.#sent % FRESH_EVERY < this.#targets.length;
      this.#sent++;
      const asked = this.#ask(target, isFresh);
      this.#inFlight.add(asked);
      void asked.finally(() => this.#inFlight.delete(asked));
    }
  }

  async #ask(target: Target, isFresh: boolean): Promise<void> {
    const problem = await problemAt(target, isFresh ? false : this.#agents.get(target));
    if (problem !== undefined)
      this.#failures.push(`${isFresh ? 'fresh' : 'kept alive'} ${target.url}: ${problem}`);
  }
}

function agentFor({ url }: Target): HttpAgent {
  const options = { keepAlive: true, maxSockets: KEPT_CONNECTIONS };
  return url.startsWith('https:')
    ? new HttpsAgent({ ...options, maxCachedSessions: 0 })
    : new HttpAgent(options);
}
