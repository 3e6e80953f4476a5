import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { allRoads, type Road } from '@causeway/client-core';
import { type Address, asId, type ChangeId } from '@causeway/contract';
import type { ConfigureTenant, ImportCertificate } from '@causeway/contract/admin';
import { CausewayError } from '@causeway/errors';
import type { Provisioning, ProvisioningStore } from '@causeway/provisioning';
import type { startVerdict } from '@causeway/reachability';
import type { Command } from './commands.ts';
import { createRandom } from './create-random.ts';
import { createSimulatedServer } from './create-simulated-server.ts';
import { Killed, Life } from './life.ts';
import { MemoryTenantStore } from './memory-tenant-store.ts';
import { Rests } from './rests.ts';
import { SimulatedClient, trustsIn, wayKeys } from './simulated-client.ts';
import { type Served, SimulatedPorts } from './simulated-ports.ts';

export interface WorldOptions {
  /** Durable: outlives every simulated process. Empty at first. */
  readonly store: ProvisioningStore;
  readonly certificates: readonly ImportCertificate[];
  readonly keys: readonly KeyObject[];
  /** The law, or what a test puts in its place. */
  readonly startVerdict: typeof startVerdict;
}

const START = Date.parse('2026-11-23T10:00:00Z');
const TENANT = 'acme';
const ACTIVE_WINDOW_SECONDS = 30 * 86_400;
const MOST_CLIENTS = 8;
const ROUNDS_TO_GET_THROUGH = 6;

/** A server with one tenant and its fleet, without sockets, disks or waiting; and what must always be true of them. */
export class World {
  readonly #options: WorldOptions;
  readonly #tenantStore = new MemoryTenantStore();
  readonly #clients: SimulatedClient[] = [];
  #life = new Life();
  #ports = new SimulatedPorts(this.#life);
  #provisioning: Provisioning | undefined;
  #now = START;
  #rests = new Rests();
  readonly #random = createRandom();
  #names = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#start();
    for (const certificate of this.#options.certificates) await this.#server.certificates.import(certificate);
    await this.#server.tenants.create({
      name: TENANT,
      hostname: 'a.localhost',
      httpPort: 80,
      httpsPort: 443,
      activeWindowSeconds: ACTIVE_WINDOW_SECONDS,
    });
    for (let count = 0; count < 3; count++) await this.#enroll(0);
  }

  async end(): Promise<void> {
    this.#life.end();
    await this.#server[Symbol.asyncDispose]().catch(() => {});
  }

  /** Does it, then checks the law: whoever could be reached where it was served before can be where it is served now. */
  async apply(command: Command): Promise<void> {
    const before = this.#ports.all;
    await this.#do(command);
    if (this.#life.isOver) await this.#restart();
    for (const client of this.#clients) {
      if (!this.#isActive(client) || !this.#isReachable(client, before)) continue;
      assert.ok(this.#isReachable(client, this.#ports.all), this.#describe(client, command));
    }
  }

  #describe({ name, proven, lastThroughAt }: SimulatedClient, command: Command): string {
    const ago = (at: number) => `${((this.#now - at) / 86_400_000).toFixed(3)} days ago`;
    const ways = [...proven].map(([way, at]) => `${way} ${ago(at)}`);
    const served = this.#ports.all.map((one) => `${wayKeys(one)} ${one.listener.serves}`);
    return `${name} was stranded by ${JSON.stringify(command)}; last through ${ago(lastThroughAt)}; proven: ${ways}; served: ${served}`;
  }

  /** With every network mended, whoever still has its disk gets through, be it by the rescue path. */
  async requireNobodyLost(): Promise<void> {
    for (const client of this.#clients) {
      if (client.isGone || client.isRetired || client.isWaived) continue;
      client.blocked.clear();
      const news: string[] = [];
      for (let round = 0; ; round++) {
        assert.ok(
          round < ROUNDS_TO_GET_THROUGH,
          `${client.name} is lost: ${news.join('; ')}; served: ${this.#ports.all.map((one) => `${wayKeys(one)} ${one.listener.serves}`)}`,
        );
        const outcome = await client.client.poll();
        news.push(...outcome.news);
        if (outcome.kind === 'through') break;
      }
    }
  }

  async #do(command: Command): Promise<void> {
    switch (command.kind) {
      case 'poll':
        return this.#poll(command.client);
      case 'advance':
        this.#now += command.ms;
        return;
      case 'configure':
        return this.#lawfully(() => this.#configure(command.site));
      case 'undo':
        return this.#lawfully(() => this.#undo());
      case 'look':
        return this.#look();
      case 'crash':
        return this.#lawfully(() => this.#crash(command.deeds, command.site));
      case 'network':
        return this.#toggle(command.client, command.blocks);
      case 'clock':
        return this.#with(command.client, (client) => client.setClock(command.offsetMs));
      case 'lose-disk':
        return this.#loseDisk(command.client, command.generations);
      case 'enroll':
        return this.#enroll(command.address);
      case 'stand':
        return this.#stand(command.client, command.standing);
      case 'rotate':
        return this.#lawfully(() => this.#server.tenants.rotateSigningKey(TENANT).then(() => {}));
      case 'upkeep':
        return this.#lawfully(() => this.#server.keepUp());
    }
  }

  get #server(): Provisioning {
    if (this.#provisioning === undefined) throw new Error('no server was started');
    return this.#provisioning;
  }

  async #start(): Promise<void> {
    const life = new Life();
    const ports = new SimulatedPorts(life);
    this.#life = life;
    this.#ports = ports;
    this.#provisioning = createSimulatedServer({
      store: life.bind(this.#options.store),
      tenantStore: life.bind(this.#tenantStore),
      ports,
      rests: this.#rests,
      now: () => this.#now,
      startVerdict: this.#options.startVerdict,
    });
    await this.#server.start();
    await this.#settle();
  }

  async #restart(): Promise<void> {
    await this.#server[Symbol.asyncDispose]().catch(() => {});
    this.#rests = new Rests();
    await this.#forgetLostEvidence();
    await this.#start();
  }

  /** A second of evidence may die with the process; a client that it was about is as before. */
  async #forgetLostEvidence(): Promise<void> {
    const kept = new Map<string, Map<string, number>>();
    for await (const { id, evidence } of this.#tenantStore.clients.fleet()) {
      const ways = evidence.flatMap(({ address, trust, at }) =>
        trust.split('+').map((one): [string, number] => [`${address} ${one}`, at]),
      );
      kept.set(id, new Map(ways.sort(([, one], [, other]) => one - other)));
    }
    for (const client of this.#clients) {
      const ways = kept.get(client.id ?? '');
      for (const [way, at] of client.proven) {
        const durableAt = ways?.get(way);
        if (durableAt === undefined) client.proven.delete(way);
        else client.proven.set(way, Math.min(at, durableAt));
      }
      client.lastThroughAt = Math.max(...client.proven.values(), Number.NEGATIVE_INFINITY);
    }
  }

  /** A refusal is an answer; only a wrong answer is an error. A killed process answers nobody. */
  async #lawfully(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof CausewayError) && !(error instanceof Killed) && !this.#life.isOver) throw error;
    }
    await this.#settle();
  }

  async #configure(site: ConfigureTenant): Promise<void> {
    await this.#server.tenants.configure(TENANT, site, 'ada');
  }

  async #crash(deeds: number, site: ConfigureTenant): Promise<void> {
    this.#life.endAfter(deeds);
    try {
      await this.#configure(site);
      await this.#settle();
    } finally {
      this.#life.end();
    }
  }

  async #undo(): Promise<void> {
    const [change] = await this.#options.store.changes.unfinished();
    if (change !== undefined) await this.#server.changes.undo(asId<ChangeId>(change.id));
  }

  /** Lets a waiting change look at the fleet again. */
  async #look(): Promise<void> {
    this.#rests.wakeAll();
    await this.#settle();
  }

  /** Resolves when the server has nothing to do but wait. */
  async #settle(): Promise<void> {
    await this.#rests.settle(this.#options.store.changes, () => this.#life.isOver);
  }

  async #poll(index: number): Promise<void> {
    await this.#with(index, async (client) => void (client.id !== undefined && (await client.client.poll())));
  }

  async #with(index: number, act: (client: SimulatedClient) => void | Promise<void>): Promise<void> {
    const client = this.#clients[index % this.#clients.length];
    if (client !== undefined && !client.isGone) await act(client);
  }

  async #toggle(index: number, blocks: string): Promise<void> {
    await this.#with(index, (client) => {
      if (!client.blocked.delete(blocks)) client.blocked.add(blocks);
    });
  }

  async #loseDisk(index: number, generations: 'newest' | 'all'): Promise<void> {
    await this.#with(index, (client) => {
      const { previous } = client.disk;
      // A state from before the enrollment is as good as none.
      if (generations === 'newest' && previous?.clientId != null) client.disk.newest = previous;
      else client.isGone = true;
    });
  }

  async #stand(index: number, standing: 'retired' | 'waived' | 'unwaived'): Promise<void> {
    await this.#with(index, async (client) => {
      if (client.id === undefined) return;
      const desk = await this.#server.tenants.clientsOf(TENANT);
      if (standing === 'retired') await desk.retire(client.id);
      if (standing === 'waived') await desk.waive(client.id, 'simulated', 'ada');
      if (standing === 'unwaived') await desk.unwaive(client.id);
      client.isRetired ||= standing === 'retired';
      // Whoever was once left behind with leave may be lost for good.
      client.isWaived ||= standing === 'waived';
    });
  }

  async #enroll(at: number): Promise<void> {
    const key = this.#options.keys[this.#names];
    const open = this.#ports.all.filter(({ listener }) => listener.serves === 'everything');
    const served = open[at % Math.max(1, open.length)];
    if (
      key === undefined ||
      served === undefined ||
      this.#clients.filter(({ isGone, isRetired }) => !isGone && !isRetired).length >= MOST_CLIENTS
    )
      return;
    const client = new SimulatedClient(`client-${this.#names++}`, this.#clientWorld, key);
    const [server = ''] = (wayKeys(served)[0] ?? '').split(' ');
    const { token } = await (await this.#server.tenants.clientsOf(TENANT)).createToken({ uses: 1 });
    // What an admin would hand out: the anchor behind the very certificate that is met.
    const met = this.#options.certificates.find(
      ({ pem }) => pem?.split('-----END')[0] === served.listener.certificate?.chainPem.split('-----END')[0],
    );
    const anchorPem = met?.anchor ?? met?.pem ?? '';
    await client.client.enroll({ server: server as Address, token, name: client.name, anchorPem });
    this.#clients.push(client);
  }

  get #clientWorld() {
    return {
      now: () => this.#now,
      random: this.#random,
      find: (address: string) => this.#ports.find(address),
      findSpecial: (address: string, alpn: string) => this.#ports.findSpecial(address, alpn),
    };
  }

  #isActive({ isGone, isRetired, isWaived, lastThroughAt }: SimulatedClient): boolean {
    return !isGone && !isRetired && !isWaived && this.#now - lastThroughAt <= ACTIVE_WINDOW_SECONDS * 1000;
  }

  /** With an address among these that it has proven, by a trust that it met there and has not forgotten since. */
  #isReachable({ proven, disk }: SimulatedClient, served: readonly Served[]): boolean {
    const roads = disk.newest === undefined ? [] : allRoads(disk.newest);
    return served.some((one) => {
      const ways = wayKeys(one).filter((way) => roads.some((road) => isTrusted(way, road)));
      const at = Math.max(...ways.map((way) => proven.get(way) ?? Number.NEGATIVE_INFINITY));
      return one.listener.serves === 'everything' && this.#now - at <= ACTIVE_WINDOW_SECONDS * 1000;
    });
  }
}

/** Whether a client with this road would take that way: the address, and the anchor behind it. */
function isTrusted(way: string, { address, anchorsPem }: Road): boolean {
  const [at, trust = ''] = way.split(' ');
  return at === address && (trust === 'none' || trustsIn(anchorsPem).includes(trust));
}
