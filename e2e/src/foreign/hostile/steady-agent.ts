import { ForeignAgent } from '@causeway/endpoint/testing';

/** A well-behaved agent that comes by again and again, and counts on its side how it is served. */
export class SteadyAgent implements AsyncDisposable {
  readonly #agent: ForeignAgent;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #stop = new AbortController();
  readonly #loop: Promise<void>;
  rounds = 0;
  slowestMs = 0;
  readonly failures: string[] = [];

  constructor(target: { readonly port: number; readonly host: string }, deviceId: string) {
    this.#agent = new ForeignAgent(target, deviceId);
    this.#headers = { host: target.host };
    this.#loop = this.#run();
  }

  /** Resolves when what was asked last is answered. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #run(): Promise<void> {
    const own = { hostname: 'pc-steady', serialNumber: 'S-STEADY', uuid: UUID };
    const overrides = { headers: this.#headers };
    while (!this.#stop.signal.aborted) {
      await this.#time(() => this.#agent.prolog(overrides));
      await this.#time(() => this.#agent.inventory(own, overrides));
      this.rounds++;
    }
  }

  async #time(say: () => ReturnType<ForeignAgent['prolog']>): Promise<void> {
    const begun = performance.now();
    const { status, text } = await say().catch((error: unknown) => ({ status: 0, text: String(error) }));
    this.slowestMs = Math.max(this.slowestMs, performance.now() - begun);
    if (status !== 200) this.failures.push(`${status} ${text}`);
  }
}

const UUID = '4c4c4544-0042-3510-8053-b2c04f4d3499';
