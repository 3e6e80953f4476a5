import { join } from 'node:path';
import { asId, type TenantId } from '@causeway/contract';
import type { NewEnrollmentToken, TenantView } from '@causeway/contract/admin';
import { MOST_UPLOADS_NOTED } from '@causeway/endpoint';
import { freePorts } from '@causeway/testkit';
import type { Installation } from '../constellation/installation.ts';
import type { Namespace } from '../constellation/namespace.ts';
import { StandAlone } from '../constellation/stand-alone.ts';
import { until } from '../demo/until.ts';
import { checkUploads, type Judged } from './check-uploads.ts';
import { readStatus, type SpoolSeen } from './read-status.ts';
import { UploadFleetProcess } from './upload-fleet-process.ts';

export interface Place {
  readonly installation: Installation;
  /** Where the endpoint server and its clients live; undefined for the network of the machine. */
  readonly namespace?: Namespace | undefined;
  /** Of the endpoint server. */
  readonly stateFolder: string;
}

export interface Load {
  readonly name: string;
  readonly clients: number;
  /** How long it is to have something to say. */
  readonly seconds: number;
}

const TENANT = 'acme';
const HOSTNAME = 'branch.localhost';
const SERVES = /serving offer/;
/** The first file is of before it was authorized. */
const NAMED = /handing out config\.ini revision (?!1\b)\d/;
/** The ledger of uploads keeps so many of a client, and all of them are looked for at the end. */
const DOCUMENTS = MOST_UPLOADS_NOTED - 10;
/** Of all fleets together. */
const MOST_CLIENTS = 10_000;
const SETTLE_LIMIT_MS = 120_000;

/**
 * A real installation, a real stand-alone endpoint server, and fleets that talk to nobody but that one; and all that can
 * happen to them.
 */
export class EnduranceScenario implements AsyncDisposable {
  readonly #place: Place;
  readonly #server: StandAlone;
  readonly #fleets = new AsyncDisposableStack();
  readonly #folders: string[] = [];
  #tenant: TenantView | undefined;
  #token = '';
  #port = 0;

  private constructor(place: Place) {
    const { stateFolder, namespace } = place;
    this.#place = place;
    this.#server = new StandAlone({ stateFolder, within: namespace?.within });
  }

  /** Resolves when the endpoint server serves. */
  static async start(place: Place): Promise<EnduranceScenario> {
    const scenario = new EnduranceScenario(place);
    try {
      await scenario.#createTenant();
      await scenario.mend();
      await scenario.#join();
      return scenario;
    } catch (error) {
      await scenario[Symbol.asyncDispose]();
      throw error;
    }
  }

  get address(): `http://${string}:${number}` {
    return `http://${HOSTNAME}:${this.#port}`;
  }

  get isServerAlive(): boolean {
    return !this.#server.daemon.hasExited;
  }

  /** A fleet of its own whose clients upload from now on. */
  async startFleet({ name, clients, seconds }: Load): Promise<UploadFleetProcess> {
    const folder = this.#place.installation.folder.file('journals', name);
    this.#folders.push(folder);
    const pauseMs = Math.round((seconds * 1000) / DOCUMENTS);
    const rest = { name, clients, folder, pauseMs, documents: DOCUMENTS };
    const started = { server: this.address, token: this.#token, ...rest };
    return this.#fleets.use(await UploadFleetProcess.start(started, this.#place.namespace?.within));
  }

  /** The upstream leg leads nowhere any more. */
  async cut(): Promise<void> {
    await this.#place.namespace?.close();
  }

  async mend(): Promise<void> {
    const { namespace, installation } = this.#place;
    await namespace?.open(installation.httpPort, installation.folder.file('upstream.sock'));
  }

  /** The endpoint server, whatever it does at this moment. */
  async killServer(): Promise<void> {
    await this.#server.kill();
  }

  /** Starts it again, with nothing but its state folder, and waits for nothing. */
  startServer(): void {
    this.#server.start([]);
  }

  /** Resolves when it serves. */
  async serving(): Promise<void> {
    await this.#server.daemon.waitFor(SERVES);
  }

  async killPlatform(): Promise<void> {
    await this.#place.installation.server.stop('SIGKILL');
  }

  async restartPlatform(): Promise<void> {
    await this.#place.installation.serve();
  }

  spool(): Promise<SpoolSeen> {
    return readStatus(this.#server);
  }

  /** Resolves when the endpoint server has heard of its platform, or no more, since it was started. */
  async untilPlatform(is: 'reached' | 'away'): Promise<void> {
    const isSo = ({ isPlatformReached }: SpoolSeen) => isPlatformReached === (is === 'reached');
    await until(`the platform ${is}`, SETTLE_LIMIT_MS, () => this.spool(), isSo);
  }

  /** Resolves when nothing waits to be forwarded. */
  async drained(): Promise<void> {
    await until(
      'an empty spool',
      SETTLE_LIMIT_MS,
      () => this.spool(),
      ({ entries }) => entries === 0,
    );
  }

  /** Stops everything, and looks at what every fleet remembers and the platform has. */
  async judge(): Promise<Judged> {
    const { installation } = this.#place;
    await this.#server.stop();
    await installation.server.stop();
    const id = asId<TenantId>(this.#tenant?.id ?? '');
    const file = join(installation.dataFolder, 'tenants', `${id}.sqlite`);
    const vault = await installation.vault();
    return checkUploads({ file, vault, folders: this.#folders, address: this.address });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#fleets.disposeAsync();
    await this.#server[Symbol.asyncDispose]();
  }

  async #createTenant(): Promise<void> {
    const { installation } = this.#place;
    const { httpPort, httpsPort } = installation;
    const ports = ['--http-port', String(httpPort), '--https-port', String(httpsPort)];
    await installation.run(['tenant', 'create', TENANT, '--hostname', `${TENANT}.localhost`, ...ports]);
    this.#tenant = await installation.json<TenantView>(['tenant', 'show', TENANT]);
    const created = ['enrollment-token', 'create', TENANT, '--uses', String(MOST_CLIENTS)];
    this.#token = (await installation.json<NewEnrollmentToken>(created)).token;
  }

  async #join(): Promise<void> {
    const { installation } = this.#place;
    const [httpPort = 0, httpsPort = 0] = await freePorts(2);
    this.#port = httpPort;
    const { token } = await installation.json<NewEnrollmentToken>(['endpoint-server', 'invite', TENANT]);
    const platform = `http://${TENANT}.localhost:${installation.httpPort}`;
    const first = ['--server', platform, '--token', token, '--name', 'branch'];
    const ports = ['--http-port', String(httpPort), '--https-port', String(httpsPort)];
    const site = ['--hostname', HOSTNAME, '--binding', 'http', ...ports];
    await this.#server.run([...first, ...site], /waiting to be authorized/);
    await installation.run(['endpoint-server', 'authorize', TENANT, 'branch']);
    // Until it is in config.ini, no client takes it for its own.
    await this.#server.daemon.waitFor(NAMED);
  }
}
