import type {
  CertificateView,
  ClientView,
  CrossingView,
  EndpointServerView,
  NewEnrollmentToken,
  TenantView,
} from '@causeway/contract/admin';
import type { ProcessResult } from '@causeway/testkit';
import { FleetClient } from '../constellation/fleet-client.ts';
import type { Installation } from '../constellation/installation.ts';
import { Load } from '../constellation/load.ts';
import { Branch } from './branch.ts';
import { Dmz } from './dmz.ts';
import type { Narrator } from './narrator.ts';
import { until } from './until.ts';

/** What the demo counted; `--json` prints it as its last line. */
export interface Walked {
  readonly clients: number;
  readonly onHttps: number;
  readonly stranded: number;
  /** That serve HTTPS alone, the default one among them. */
  readonly endpointServers: number;
  readonly refusals: readonly string[];
  readonly requestsDuringChanges: number;
  readonly failedRequests: number;
  readonly seconds: number;
}

const TENANT = 'acme';
const HOSTNAME = 'acme.localhost';
const NAMES = ['anna', 'boris', 'carla', 'dmitri', 'emma'];
const SLEEPER = 'dmitri';
const NEWCOMER = 'farid';
const BRANCH_CLIENTS = ['greta', 'hamid'];
const DMZ_CLIENT = 'ines';
/** Short, so that a whole crossing fits into a minute; a real tenant says 600 and 30 days. */
const POLLING_SECONDS = 1;
const ACTIVE_WINDOW_SECONDS = 15;
/** Time for a few polls on a slow machine. */
const CROSSING_LIMIT_MS = 60_000;
const LOAD_CLIENTS = 2;

/** A fleet crosses from HTTP to HTTPS on a real installation; every figure is counted on the way. */
export class Walk implements AsyncDisposable {
  readonly #installation: Installation;
  readonly #narrator: Narrator;
  readonly #clients = new Map<string, FleetClient>();
  readonly #refusals: string[] = [];
  readonly #load = new Load();
  readonly #branch: Branch;
  #dmz: Dmz | undefined;

  constructor(installation: Installation, narrator: Narrator) {
    this.#installation = installation;
    this.#narrator = narrator;
    this.#branch = new Branch({ installation, tenant: TENANT, platform: this.#http });
  }

  async run(): Promise<Walked> {
    const token = await this.#createTenant();
    await this.#enroll(token);
    await this.#joinBranch(token);
    await this.#refuseSkippingTheInterim();
    await this.#sleep();
    await this.#openHttps();
    await this.#joinDmz(token);
    await this.#enrollNewcomer(token);
    await this.#refuseWhileUnproven();
    await this.#cross();
    await this.#closeHttp();
    await this.#rescue();
    return this.#count();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#load.stop();
    await Promise.all([...this.#clients.values()].map((client) => client[Symbol.asyncDispose]()));
    await this.#dmz?.[Symbol.asyncDispose]();
    await this.#branch[Symbol.asyncDispose]();
  }

  get #http(): string {
    return `http://${HOSTNAME}:${this.#installation.httpPort}`;
  }

  get #https(): string {
    return `https://${HOSTNAME}:${this.#installation.httpsPort}`;
  }

  async #createTenant(): Promise<string> {
    const { httpPort, httpsPort } = this.#installation;
    this.#narrator.step(`Tenant ${TENANT} is created, with the binding HTTP, as most fleets begin`);
    const frequencies = [
      ...['--polling-interval-seconds', String(POLLING_SECONDS)],
      ...['--active-window-seconds', String(ACTIVE_WINDOW_SECONDS)],
    ];
    const ports = ['--http-port', String(httpPort), '--https-port', String(httpsPort)];
    await this.#show(['tenant', 'create', TENANT, '--hostname', HOSTNAME, ...ports, ...frequencies]);
    const { token } = await this.#installation.json<NewEnrollmentToken>([
      'enrollment-token',
      'create',
      TENANT,
    ]);
    return token;
  }

  async #enroll(token: string): Promise<void> {
    this.#narrator.step(`${NAMES.length} clients enroll over HTTP, send their inventory and begin to poll`);
    for (const name of NAMES) await this.#start(name, token);
    await this.#untilOn(NAMES, this.#http);
    await this.#show(['client', 'list', TENANT]);
    this.#load.add({ url: `${this.#http}/config.ini` }, LOAD_CLIENTS);
  }

  async #joinBranch(token: string): Promise<void> {
    const { name } = this.#branch;
    const front = await this.#branch.start();
    this.#narrator.step(`A stand-alone endpoint server joins: ${name}, behind ${front}`);
    await this.#branch.join();
    await this.#show(['endpoint-server', 'authorize', TENANT, name]);
    await this.#show(['endpoint-server', 'configure', TENANT, name, '--certificate', 'branch-proxy']);
    for (const client of BRANCH_CLIENTS) await this.#start(client, token, this.#branch.addresses.http);
    const { http } = this.#branch.addresses;
    await this.#untilOn(BRANCH_CLIENTS, http);
    this.#load.add({ url: `${http}/config.ini` }, 1);
  }

  async #joinDmz(token: string): Promise<void> {
    const place = { installation: this.#installation, tenant: TENANT, platform: this.#https };
    const dmz = new Dmz({ ...place, port: this.#installation.httpsPort, certificate: 'acme-2026' });
    this.#dmz = dmz;
    this.#narrator.step(`Another one joins over HTTPS: ${dmz.name}, ${dmz.network}`);
    await dmz.join();
    await this.#show(['endpoint-server', 'authorize', TENANT, dmz.name]);
    this.#clients.set(DMZ_CLIENT, dmz.client(DMZ_CLIENT));
    await this.#start(DMZ_CLIENT, token, dmz.addresses.http);
    await this.#untilOn([DMZ_CLIENT], dmz.addresses.http);
    await this.#installation.run(['certificate', 'create', 'dmz-2026', '--hostname', 'dmz.localhost']);
    const site = ['--binding', 'http+https', '--certificate', 'dmz-2026'];
    await this.#show(['endpoint-server', 'configure', TENANT, dmz.name, ...site]);
    await this.#show(['endpoint-server', 'list', TENANT]);
  }

  async #refuseSkippingTheInterim(): Promise<void> {
    this.#narrator.step('The admin goes straight to HTTPS: refused, because the clients could not follow');
    await this.#installation.run(['certificate', 'create', 'acme-2026', '--hostname', HOSTNAME]);
    await this.#expectRefusal(['--binding', 'https', '--certificate', 'acme-2026']);
  }

  async #sleep(): Promise<void> {
    this.#narrator.step(`${SLEEPER} is switched off for a long holiday`);
    await this.#client(SLEEPER).sleep();
  }

  async #openHttps(): Promise<void> {
    this.#narrator.step(
      'HTTP + HTTPS: the new listener opens beside the old, and the signed config.ini announces it',
    );
    await this.#show([
      'tenant',
      'configure',
      TENANT,
      '--binding',
      'http+https',
      '--certificate',
      'acme-2026',
    ]);
    const { anchorPem } = await this.#installation.json<CertificateView>([
      'certificate',
      'show',
      'acme-2026',
    ]);
    this.#load.add({ url: `${this.#https}/config.ini`, anchorsPem: [anchorPem] }, LOAD_CLIENTS);
  }

  async #enrollNewcomer(token: string): Promise<void> {
    this.#narrator.step(
      `${NEWCOMER} is new and tries HTTPS at once: it distrusts the self-signed certificate, rightly`,
    );
    const distrust = await this.#add(NEWCOMER).enroll(this.#https, token);
    this.#narrator.say(distrust.stderr);
    if (!distrust.stderr.includes('CERTIFICATE_UNTRUSTED'))
      throw new Error(`${NEWCOMER} trusted what it must not trust`);
    this.#narrator.step(
      `${NEWCOMER} enrolls over HTTP instead; the signed config.ini brings the trust anchor`,
    );
    await this.#join(NEWCOMER, token);
  }

  /** The newcomer has not polled yet, so there is one to be named, however slow the machine. */
  async #refuseWhileUnproven(): Promise<void> {
    this.#narrator.step(`HTTPS only, too early: refused, naming who has not proven it`);
    await this.#expectRefusal(['--binding', 'https', '--dry-run']);
    await this.#expectRefusal(['--binding', 'https']);
    this.#client(NEWCOMER).wake();
  }

  async #cross(): Promise<void> {
    this.#narrator.step('The fleet crosses by itself, poll by poll');
    await this.#untilOn([...this.#atDefault, ...BRANCH_CLIENTS, DMZ_CLIENT], 'https:');
    const isReady = ({ verdict }: CrossingView) => verdict === 'allowed';
    await until('the law holds', CROSSING_LIMIT_MS, () => this.#crossing(), isReady);
    await this.#show(['crossing', 'show', TENANT]);
  }

  async #closeHttp(): Promise<void> {
    this.#narrator.step(
      `HTTPS only, at all three endpoint servers: the law holds for every active client; the rescue path waits for ${SLEEPER}`,
    );
    await this.#show(['tenant', 'configure', TENANT, '--binding', 'https']);
    await this.#show(['endpoint-server', 'list', TENANT]);
  }

  async #rescue(): Promise<void> {
    this.#narrator.step(`${SLEEPER} comes back. It knows HTTP alone, and finds the way by the rescue path`);
    const { hasSeen } = this.#listen(SLEEPER);
    await this.#untilOn([SLEEPER], this.#https);
    this.#narrator.say(hasSeen());
  }

  async #count(): Promise<Walked> {
    await until(
      'every client proven',
      CROSSING_LIMIT_MS,
      () => this.#crossing(),
      ({ counts }) => counts.proven === counts.clients,
    );
    const { requests, failures } = await this.#load.stop();
    for (const failure of failures.slice(0, 10)) this.#narrator.say(failure);
    const views = await this.#views();
    const { counts } = await this.#crossing();
    const onHttps = views.filter(({ lastAddress }) => lastAddress?.startsWith('https:')).length;
    this.#narrator.step(
      `${onHttps} of ${views.length} clients are on HTTPS; ${failures.length} of ${requests} requests failed`,
    );
    return {
      clients: views.length,
      onHttps,
      stranded: counts.clients - counts.proven,
      endpointServers: await this.#serversOnHttps(),
      refusals: this.#refusals,
      requestsDuringChanges: requests,
      failedRequests: failures.length,
      seconds: this.#narrator.seconds,
    };
  }

  /** Every endpoint server whose addresses are HTTPS alone; the rescue path is none. */
  async #serversOnHttps(): Promise<number> {
    const tenant = await this.#installation.json<TenantView>(['tenant', 'show', TENANT]);
    const servers = await this.#installation.json<EndpointServerView[]>(['endpoint-server', 'list', TENANT]);
    const isOnHttps = ({ serving }: Pick<TenantView, 'serving'>) =>
      serving.length > 0 &&
      serving.every(({ address, serves }) => serves === 'rescue' || address.startsWith('https:'));
    return [tenant, ...servers].filter(isOnHttps).length;
  }

  get #atDefault(): string[] {
    return [...NAMES, NEWCOMER].filter((name) => name !== SLEEPER);
  }

  async #start(name: string, token: string, server?: string): Promise<void> {
    await this.#join(name, token, server);
    this.#client(name).wake();
  }

  async #join(name: string, token: string, server = this.#http): Promise<void> {
    const client = this.#clients.get(name) ?? this.#add(name);
    const { code, stderr } = await client.enroll(server, token);
    if (code !== 0) throw new Error(`${name} could not enroll:\n${stderr}`);
  }

  #add(name: string): FleetClient {
    const client = new FleetClient(name, this.#installation.folder.file('clients', name));
    this.#clients.set(name, client);
    return client;
  }

  #client(name: string): FleetClient {
    const client = this.#clients.get(name);
    if (client === undefined) throw new Error(`there is no client ${name}`);
    return client;
  }

  #listen(name: string): { hasSeen: () => string } {
    const client = this.#client(name);
    client.wake();
    return { hasSeen: () => client.output };
  }

  /** @param address or how it begins: now and then a client shows that it reaches other endpoint servers, too */
  async #untilOn(names: readonly string[], address: string): Promise<void> {
    const areThere = (views: readonly ClientView[]) =>
      names.every((name) =>
        views.some((view) => view.name === name && view.lastAddress?.startsWith(address)),
      );
    await until(`${names.join(', ')} at ${address}`, CROSSING_LIMIT_MS, () => this.#views(), areThere);
  }

  async #views(): Promise<ClientView[]> {
    return this.#installation.json<ClientView[]>(['client', 'list', TENANT]);
  }

  async #crossing(): Promise<CrossingView> {
    return this.#installation.json<CrossingView>(['crossing', 'show', TENANT]);
  }

  async #expectRefusal(args: readonly string[]): Promise<void> {
    const command = ['tenant', 'configure', TENANT, ...args];
    this.#narrator.say(`$ causeway ${command.join(' ')}`);
    const { code, stderr }: ProcessResult = await this.#installation.causeway(command);
    this.#narrator.say(`${stderr}(exit ${code})`);
    const [refusal] = /^[A-Z_]+(?=: )/m.exec(stderr) ?? [];
    if (code !== 4 || refusal === undefined) throw new Error(`expected a refusal, got ${code}:\n${stderr}`);
    if (!this.#refusals.includes(refusal)) this.#refusals.push(refusal);
  }

  async #show(args: readonly string[]): Promise<void> {
    this.#narrator.say(`$ causeway ${args.join(' ')}`);
    this.#narrator.say(await this.#installation.run(args));
  }
}
