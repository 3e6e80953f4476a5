import { fileURLToPath } from 'node:url';
import type { ChangeView, CrossingView, NewEnrollmentToken } from '@causeway/contract/admin';
import { Api } from '../constellation/api.ts';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Installation } from '../constellation/installation.ts';
import { forEachClient, LightClient } from '../constellation/light-fleet.ts';

const clockScript = fileURLToPath(import.meta.resolve('./serve-by-another-clock.ts'));
const TENANT = 'acme';
export const HOSTNAME = 'acme.localhost';
const LIGHT_CLIENTS = 200;
const REAL_CLIENTS = ['anna', 'boris', 'carla'];
/** Half of what the clock is set forward by. */
const ACTIVE_WINDOW_SECONDS = 3_600;
const POLLING_SECONDS = 1;
const WAIT_LIMIT_MS = 60_000;

/** A tenant with HTTP + HTTPS, 200 light clients and 3 real ones that have all crossed to HTTPS. */
export class CrossingFleet implements AsyncDisposable {
  readonly installation: Installation;
  readonly api: Api;
  readonly clients: readonly LightClient[];
  readonly #real: readonly FleetClient[];
  #stack = new AsyncDisposableStack();

  private constructor(installation: Installation) {
    this.installation = installation;
    this.api = new Api(installation);
    this.clients = Array.from({ length: LIGHT_CLIENTS }, (_, index) => new LightClient(`light-${index}`));
    this.#real = REAL_CLIENTS.map((name) => new FleetClient(name, installation.folder.file('clients', name)));
  }

  /** `certificate` makes the first certificate in the store, named `first`. */
  static async begin(
    certificate: (api: Api, installation: Installation) => Promise<unknown>,
  ): Promise<CrossingFleet> {
    await using stack = new AsyncDisposableStack();
    const installation = stack.use(await Installation.start());
    await installation.server.stop();
    await installation.serveBy(clockScript, []);
    const fleet = new CrossingFleet(installation);
    for (const client of fleet.#real) stack.use(client);
    await certificate(fleet.api, installation);
    await fleet.#createTenant();
    await fleet.#enroll();
    fleet.#stack = stack.move();
    return fleet;
  }

  get https(): string {
    return `https://${HOSTNAME}:${this.installation.httpsPort}`;
  }

  /** Everybody who has not polled since is asleep from now on. */
  async letTimePass(): Promise<void> {
    const { server } = this.installation;
    process.kill(server.pid, 'SIGUSR2');
    await server.waitFor(/the clock is/);
  }

  /** @returns the kinds of outcome with the number of each */
  async poll(clients: readonly LightClient[]): Promise<Record<string, number>> {
    const outcomes = await forEachClient(clients, (client) => client.poll());
    const counts: Record<string, number> = {};
    for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  }

  crossing(): Promise<CrossingView> {
    return this.api.must('GET', `/tenants/${TENANT}/crossing`);
  }

  /** Waits for a state of the newest change. */
  async untilChange(isReached: (change: ChangeView) => boolean): Promise<ChangeView> {
    const end = Date.now() + WAIT_LIMIT_MS;
    while (true) {
      const [change] = await this.api.must<ChangeView[]>('GET', '/changes?limit=1');
      if (change !== undefined && isReached(change)) return change;
      if (Date.now() > end) throw new Error(`still ${change?.state} after ${WAIT_LIMIT_MS} ms`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async untilProven(count: number): Promise<CrossingView> {
    const end = Date.now() + WAIT_LIMIT_MS;
    while (true) {
      const view = await this.crossing();
      if (view.counts.proven >= count) return view;
      if (Date.now() > end) throw new Error(`${view.counts.proven} of ${count} are proven`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async #createTenant(): Promise<void> {
    const { httpPort, httpsPort } = this.installation;
    await this.api.must('POST', '/tenants', {
      ...{
        name: TENANT,
        hostname: HOSTNAME,
        binding: 'http+https',
        certificate: 'first',
        httpPort,
        httpsPort,
      },
      activeWindowSeconds: ACTIVE_WINDOW_SECONDS,
      pollingIntervalSeconds: POLLING_SECONDS,
    });
  }

  async #enroll(): Promise<void> {
    const uses = LIGHT_CLIENTS + REAL_CLIENTS.length;
    const { token } = await this.api.must<NewEnrollmentToken>(
      'POST',
      `/tenants/${TENANT}/enrollment-tokens`,
      {
        uses,
      },
    );
    const http = `http://${HOSTNAME}:${this.installation.httpPort}` as const;
    for (const client of this.#real) {
      const { code, stderr } = await client.enroll(http, token);
      if (code !== 0) throw new Error(stderr);
      client.wake();
    }
    await forEachClient(this.clients, (client) => client.enroll(http, token));
    await this.poll(this.clients);
    await this.untilProven(uses);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}
