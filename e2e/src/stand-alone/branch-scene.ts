import { writeFile } from 'node:fs/promises';
import type { EndpointServerView, NewEnrollmentToken } from '@causeway/contract/admin';
import { freePorts, type TestCertificate } from '@causeway/testkit';
import { Api } from '../constellation/api.ts';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Installation } from '../constellation/installation.ts';
import { StandAlone } from '../constellation/stand-alone.ts';
import { until } from '../demo/until.ts';

export const BRANCH = 'branch.localhost';
/** Time for a few polls and syncs on a slow machine. */
export const LIMIT_MS = 60_000;

export interface BranchSceneOptions {
  /** What runs the endpoint server and its clients, when they live in a network of their own. */
  readonly within?: readonly string[];
  /** Before the endpoint server starts. */
  readonly prepare?: (installation: Installation) => Promise<void>;
}

/** A tenant on HTTP with one authorized stand-alone endpoint server, all of it real processes. */
export class BranchScene implements AsyncDisposable {
  readonly installation: Installation;
  readonly api: Api;
  readonly branch: StandAlone;
  readonly #ports: readonly number[];
  readonly #stack: AsyncDisposableStack;
  readonly #within: readonly string[] | undefined;
  #token = '';

  private constructor(
    parts: Pick<BranchScene, 'installation' | 'branch'>,
    ports: readonly number[],
    stack: AsyncDisposableStack,
    within: readonly string[] | undefined,
  ) {
    this.installation = parts.installation;
    this.branch = parts.branch;
    this.api = new Api(parts.installation);
    this.#ports = ports;
    this.#stack = stack;
    this.#within = within;
  }

  static async start({ within, prepare }: BranchSceneOptions = {}): Promise<BranchScene> {
    await using stack = new AsyncDisposableStack();
    const installation = stack.use(await Installation.start());
    const stateFolder = installation.folder.file('branch');
    const branch = stack.use(new StandAlone({ stateFolder, within }));
    const scene = new BranchScene({ installation, branch }, await freePorts(2), stack.move(), within);
    await using onFailure = new AsyncDisposableStack();
    onFailure.use(scene);
    await scene.#createTenant();
    await prepare?.(installation);
    await scene.#join();
    onFailure.move();
    return scene;
  }

  /** The platform as it is dialed. */
  get platform(): string {
    return `http://acme.localhost:${this.installation.httpPort}`;
  }

  get http(): string {
    return `http://${BRANCH}:${this.#ports[0]}`;
  }

  get https(): string {
    return `https://${BRANCH}:${this.#ports[1]}`;
  }

  /** A client that polls; its own endpoint server is the branch unless another address is given. */
  async client(name: string, server = this.http): Promise<FleetClient> {
    const state = this.installation.folder.file('clients', name);
    const client = this.#stack.use(new FleetClient(name, state, this.#within));
    const { code, stderr } = await client.enroll(server, this.#token);
    if (code !== 0) throw new Error(`${name} could not enroll:\n${stderr}`);
    client.wake();
    return client;
  }

  view(): Promise<EndpointServerView> {
    return this.api.must('GET', '/tenants/acme/endpoint-servers/branch');
  }

  /** Until the platform's view of the endpoint server is as it is to be. */
  viewUntil(what: string, isThere: (view: EndpointServerView) => boolean): Promise<EndpointServerView> {
    return until(what, LIMIT_MS, () => this.view(), isThere);
  }

  /** Chain with its anchor and key as files of the endpoint server's admin. @returns the options that name them */
  async writeCertificate(name: string, certificate: TestCertificate, anchorPem: string): Promise<string[]> {
    const chain = this.installation.folder.file(`${name}.pem`);
    const key = this.installation.folder.file(`${name}.key`);
    await writeFile(chain, certificate.chainPem + anchorPem);
    await writeFile(key, certificate.keyPem, { mode: 0o600 });
    return ['--certificate', chain, '--key', key];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  async #createTenant(): Promise<void> {
    const { httpPort, httpsPort } = this.installation;
    await this.api.must('POST', '/tenants', {
      ...{ name: 'acme', hostname: 'acme.localhost', httpPort, httpsPort },
      ...{ pollingIntervalSeconds: 1, activeWindowSeconds: 30 },
    });
    const made = await this.api.must<NewEnrollmentToken>('POST', '/tenants/acme/enrollment-tokens', {});
    this.#token = made.token;
  }

  async #join(): Promise<void> {
    const made = await this.api.must<NewEnrollmentToken>('POST', '/tenants/acme/registration-tokens', {});
    const ports = ['--http-port', String(this.#ports[0]), '--https-port', String(this.#ports[1])];
    const first = ['--server', this.platform, '--token', made.token, '--name', 'branch'];
    await this.branch.run([...first, '--hostname', BRANCH, ...ports], /waiting to be authorized/);
    await this.installation.run(['endpoint-server', 'authorize', 'acme', 'branch']);
  }
}
