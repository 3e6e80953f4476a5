import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewEnrollmentToken } from '@causeway/contract/admin';
import { createTestCa, freePorts } from '@causeway/testkit';
import type { Installation } from '../constellation/installation.ts';
import { Nginx, nginxMissing } from '../constellation/nginx.ts';
import { StandAlone } from '../constellation/stand-alone.ts';

export interface BranchPlace {
  readonly installation: Installation;
  readonly tenant: string;
  /** The platform as it dials it. */
  readonly platform: string;
}

/** Where clients find an endpoint server. */
export interface Addresses {
  readonly http: string;
  readonly https: string;
}

const AUTHORIZED = /authorized as endpoint server/;
const HOSTNAME = 'branch.localhost';

/** A stand-alone endpoint server behind a reverse proxy, where TLS ends. */
export class Branch implements AsyncDisposable {
  readonly name = 'branch';
  readonly #place: BranchPlace;
  readonly #parts = new AsyncDisposableStack();
  readonly #server: StandAlone;
  #ports: readonly number[] = [];

  constructor(place: BranchPlace) {
    this.#place = place;
    this.#server = this.#parts.use(new StandAlone({ stateFolder: place.installation.folder.file('branch') }));
  }

  get addresses(): Addresses {
    const [http, https] = this.#ports;
    return { http: `http://${HOSTNAME}:${http}`, https: `https://${HOSTNAME}:${https}` };
  }

  /** nginx, when it can be had. @returns what stands in front, for a person */
  async start(): Promise<string> {
    const missing = nginxMissing();
    if (missing !== undefined) throw new Error(`The demo ${missing}`);
    this.#ports = await freePorts(3);
    const [http = 0, https = 0, to = 0] = this.#ports;
    const { installation } = this.#place;
    const ca = createTestCa({ name: 'The proxy’s own CA' });
    const certificate = ca.issue({ hostnames: [HOSTNAME] });
    const ports = [
      { port: http, to },
      { port: https, to, certificate },
    ];
    this.#parts.use(await Nginx.start(installation.folder.file('nginx'), ports));
    const chain = join(installation.folder.path, 'branch-chain.pem');
    await writeFile(chain, certificate.chainPem + ca.certificatePem);
    await installation.run(['certificate', 'import', 'branch-proxy', '--chain', chain, '--without-key']);
    return `nginx at ${this.addresses.http} and ${this.addresses.https}`;
  }

  async join(): Promise<void> {
    const { installation, tenant, platform } = this.#place;
    const { token } = await installation.json<NewEnrollmentToken>(['endpoint-server', 'invite', tenant]);
    const [http, https, to] = this.#ports.map(String) as [string, string, string];
    const site = ['--hostname', HOSTNAME, '--binding', 'http', '--http-port', http, '--https-port', https];
    const proxy = ['--proxy-from', '127.0.0.1', '--proxy-port', to];
    const first = ['--server', platform, '--token', token, '--name', this.name];
    await this.#server.run([...first, ...site, ...proxy], /waiting to be authorized/);
  }

  async authorized(): Promise<void> {
    await this.#server.daemon.waitFor(AUTHORIZED);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
  }
}
