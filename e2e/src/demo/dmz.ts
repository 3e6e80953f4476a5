import { writeFile } from 'node:fs/promises';
import type { CertificateView, NewEnrollmentToken } from '@causeway/contract/admin';
import { freePorts } from '@causeway/testkit';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Namespace } from '../constellation/namespace.ts';
import { StandAlone } from '../constellation/stand-alone.ts';
import type { Addresses, BranchPlace } from './branch.ts';

const HOSTNAME = 'dmz.localhost';

export interface DmzPlace extends BranchPlace {
  /** The one port of the platform that is open to it. */
  readonly port: number;
  /** Name of the certificate that is shown there. */
  readonly certificate: string;
}

/** A stand-alone endpoint server in a network of its own, from which one port of the platform can be reached. */
export class Dmz implements AsyncDisposable {
  readonly name = 'dmz';
  readonly #place: DmzPlace;
  readonly #parts = new AsyncDisposableStack();
  readonly #namespace = Namespace.make();
  readonly #server: StandAlone;
  #ports: readonly number[] = [];

  constructor(place: DmzPlace) {
    this.#place = place;
    if (this.#namespace !== undefined) this.#parts.use(this.#namespace);
    const stateFolder = place.installation.folder.file('dmz');
    this.#server = this.#parts.use(new StandAlone({ stateFolder, within: this.#namespace?.within }));
  }

  /** For a person. */
  get network(): string {
    return this.#namespace === undefined
      ? 'no network of its own can be made here (it takes root on Linux), so it shares this one'
      : `in a network of its own; of this machine it reaches port ${this.#place.port} and nothing else`;
  }

  get addresses(): Addresses {
    const [http, https] = this.#ports;
    return { http: `http://${HOSTNAME}:${http}`, https: `https://${HOSTNAME}:${https}` };
  }

  /** A client beyond the DMZ: it can reach this endpoint server and no other. */
  client(name: string): FleetClient {
    const { installation } = this.#place;
    return new FleetClient(name, installation.folder.file('clients', name), this.#namespace?.within);
  }

  async join(): Promise<void> {
    const { installation, tenant, platform, port, certificate } = this.#place;
    await this.#namespace?.open(port, installation.folder.file('dmz.sock'));
    this.#ports = await freePorts(2);
    const [http, https] = this.#ports.map(String) as [string, string];
    const { anchorPem } = await installation.json<CertificateView>(['certificate', 'show', certificate]);
    const anchor = installation.folder.file('platform.pem');
    await writeFile(anchor, anchorPem);
    const { token } = await installation.json<NewEnrollmentToken>(['endpoint-server', 'invite', tenant]);
    const first = ['--server', platform, '--anchor', anchor, '--token', token, '--name', this.name];
    const site = ['--hostname', HOSTNAME, '--binding', 'http', '--http-port', http, '--https-port', https];
    await this.#server.run([...first, ...site], /waiting to be authorized/);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
  }
}
