import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { Address } from '@causeway/contract';
import type { Provisioning, ProvisioningStore } from '@causeway/provisioning';
import { startVerdict } from '@causeway/reachability';
import { openProvisioningStore } from '@causeway/store';
import { createTestVault } from '@causeway/store/testing';
import { TemporaryFolder } from '@causeway/testkit';
import { createRandom } from '../simulation/create-random.ts';
import { createSimulatedServer } from '../simulation/create-simulated-server.ts';
import { Life } from '../simulation/life.ts';
import { MemoryTenantStore } from '../simulation/memory-tenant-store.ts';
import { Rests } from '../simulation/rests.ts';
import { makeKeys, SimulatedClient } from '../simulation/simulated-client.ts';
import { SimulatedPorts } from '../simulation/simulated-ports.ts';

const START = Date.parse('2026-11-23T10:00:00Z');
const HOSTNAME = 'a.localhost';
const CLIENTS = 5;
/** Between what the server does and the polls that follow: evidence counts when it is younger than the revision. */
const MOMENT_MS = 1_000;
/** Rounds that a sleeper may need: config.ini by the rescue path, then the new address. */
const ROUNDS_TO_GET_THROUGH = 4;

/** A server with the internal CA and a small fleet, without sockets and with a clock that runs as fast as it can. */
export class AcceleratedWorld implements AsyncDisposable {
  readonly clients: SimulatedClient[] = [];
  readonly #store: ProvisioningStore;
  readonly #ports: SimulatedPorts;
  readonly #provisioning: Provisioning;
  readonly #stack: AsyncDisposableStack;
  #now = START;
  readonly #rests = new Rests();
  readonly #random = createRandom();

  private constructor(store: ProvisioningStore, stack: AsyncDisposableStack) {
    const ports = new SimulatedPorts(new Life());
    this.#store = store;
    this.#ports = ports;
    this.#stack = stack;
    this.#provisioning = stack.use(
      createSimulatedServer({
        store,
        tenantStore: new MemoryTenantStore(),
        ports,
        rests: this.#rests,
        now: () => this.#now,
        startVerdict,
      }),
    );
  }

  /** HTTPS with the rescue path, by a certificate of the internal CA that lasts so long. */
  static async begin(lifetimeDays: number): Promise<AcceleratedWorld> {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await TemporaryFolder.make());
    const store = await openProvisioningStore({ file: folder.file('p.sqlite'), vault: createTestVault() });
    stack.use(store);
    const rest = new AsyncDisposableStack();
    const world = new AcceleratedWorld(store, rest);
    await world.#begin(lifetimeDays);
    const all = stack.move();
    rest.defer(() => all.disposeAsync());
    return world;
  }

  get anchor(): string {
    return this.#https?.certificate?.trust ?? '';
  }

  async advance(ms: number): Promise<void> {
    this.#now += ms - MOMENT_MS;
    await this.#provisioning.keepUp();
    this.#rests.wakeAll();
    await this.#settle();
    this.#now += MOMENT_MS;
  }

  /** What is served at this moment is valid at this moment. */
  requireInDate(): void {
    const { chainPem = '' } = this.#https?.certificate ?? {};
    const { validFromDate, validToDate } = new X509Certificate(chainPem);
    const at = new Date(this.#now);
    assert.ok(
      validFromDate <= at && at < validToDate,
      `${at.toISOString()}: served until ${validToDate.toISOString()}`,
    );
  }

  async requireThrough(client: SimulatedClient): Promise<void> {
    const news: string[] = [];
    for (let round = 0; round < ROUNDS_TO_GET_THROUGH; round++) {
      const outcome = await client.client.poll();
      news.push(...outcome.news);
      if (outcome.kind === 'through') return;
    }
    assert.fail(`${client.name} is stranded at ${new Date(this.#now).toISOString()}: ${news.join('; ')}`);
  }

  /** Certificates that were issued after the first, and changes that put one live. */
  async history(): Promise<{ issued: number; live: number }> {
    const certificates = await this.#store.certificates.list();
    const changes = await this.#store.changes.list({ limit: 1_000 });
    const isLive = ({ state, steps }: (typeof changes)[number]) =>
      state === 'done' && steps.some(({ name }) => name === 'swap');
    return {
      issued: certificates.filter(({ renews }) => renews !== null).length,
      live: changes.filter(isLive).length,
    };
  }

  get #https() {
    return this.#ports.allListeners().find(({ scheme }) => scheme === 'https');
  }

  async #begin(lifetimeDays: number): Promise<void> {
    const { authority, tenants } = this.#provisioning;
    await this.#provisioning.start();
    await authority.issue({ name: 'acme', hostnames: [HOSTNAME], validDays: lifetimeDays }, 'ada');
    await tenants.create({ name: 'acme', hostname: HOSTNAME, binding: 'http+https', certificate: 'acme' });
    this.#now += MOMENT_MS;
    const keys = makeKeys(CLIENTS);
    const { token } = await (await tenants.clientsOf('acme')).createToken({ uses: CLIENTS });
    for (const [index, key] of keys.entries()) {
      const client = new SimulatedClient(`client-${index}`, this.#clientWorld, key);
      await client.client.enroll({ server: `http://${HOSTNAME}:80` as Address, token, name: client.name });
      await this.requireThrough(client);
      this.clients.push(client);
    }
    await tenants.configure('acme', { binding: 'https' }, 'ada');
    await this.#settle();
  }

  get #clientWorld() {
    return {
      now: () => this.#now,
      random: this.#random,
      find: (address: string) => this.#ports.find(address),
      findSpecial: (address: string, alpn: string) => this.#ports.findSpecial(address, alpn),
    };
  }

  async #settle(): Promise<void> {
    await this.#rests.settle(this.#store.changes, () => false);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}
