import type {
  CertificateView,
  ChangeView,
  ConfigureAnswer,
  ConfigureTenant,
  NewEnrollmentToken,
} from '@causeway/contract/admin';
import type { TestCa } from '@causeway/testkit';
import { Api, Installation } from '../constellation/index.ts';
import { LightClient } from '../constellation/light-fleet.ts';

const ACME = 'acme.localhost';
export const OTHER_NAME = 'shop.localhost';
export const BETA = 'beta.localhost';
const LIMIT_MS = 60_000;
const LOOK_MS = 50;

/** Beta on HTTP + HTTPS, and acme on HTTP alone with one client, on the same two ports. */
export class TwoTenants implements AsyncDisposable {
  readonly installation: Installation;
  readonly api: Api;
  readonly #client = new LightClient('anna');

  private constructor(installation: Installation) {
    this.installation = installation;
    this.api = new Api(installation);
  }

  static async start(ofBeta: TestCa): Promise<TwoTenants> {
    await using stack = new AsyncDisposableStack();
    const tenants = new TwoTenants(stack.use(await Installation.start()));
    const { httpPort, httpsPort } = tenants.installation;
    await tenants.add('beta', ofBeta, [BETA]);
    const ports = { httpPort, httpsPort };
    const beta = { binding: 'http+https', certificate: 'beta', hostname: BETA };
    await tenants.api.must('POST', '/tenants', { name: 'beta', ...beta, ...ports });
    await tenants.api.must('POST', '/tenants', { name: 'acme', hostname: ACME, ...ports });
    await tenants.#enroll();
    stack.move();
    return tenants;
  }

  /** Imports a certificate; without names, for all those of acme. @returns SHA-256 of the leaf */
  async add(name: string, ca: TestCa, hostnames: readonly string[] = [ACME, OTHER_NAME]): Promise<string> {
    const { chainPem, keyPem, sha256 } = ca.issue({ hostnames });
    const material = { name, pem: chainPem, key: keyPem, anchor: ca.certificatePem };
    await this.api.must<CertificateView>('POST', '/certificates/import', material);
    return sha256;
  }

  /** Changes acme; its client polls before and meanwhile. */
  async change(site: ConfigureTenant): Promise<ChangeView> {
    await this.#client.poll();
    const id = await this.#begin(site);
    return this.#until(id, 'done', () => this.#client.poll());
  }

  /** Changes acme, and undoes it while it waits for the client, which sleeps. */
  async changeAndUndo(site: ConfigureTenant): Promise<ChangeView> {
    const id = await this.#begin(site);
    await this.#until(id, 'crossing');
    await this.api.must('POST', `/changes/${id}/undo`);
    return this.#until(id, 'undone');
  }

  async deleteAcme(): Promise<void> {
    await this.api.must('POST', `/tenants/acme/clients/${this.#client.name}/retire`);
    await this.installation.run(['tenant', 'delete', 'acme', '--confirm', 'acme']);
  }

  async #enroll(): Promise<void> {
    const uses = { uses: 1 };
    const place = '/tenants/acme/enrollment-tokens';
    const { token } = await this.api.must<NewEnrollmentToken>('POST', place, uses);
    await this.#client.enroll(`http://${ACME}:${this.installation.httpPort}`, token);
    await this.#client.poll();
  }

  async #begin(site: ConfigureTenant): Promise<string> {
    const { change } = await this.api.must<ConfigureAnswer>('POST', '/tenants/acme/site', site);
    if (change === undefined) throw new Error(`nothing to change in ${JSON.stringify(site)}`);
    return change;
  }

  async #until(id: string, state: string, meanwhile?: () => Promise<unknown>): Promise<ChangeView> {
    const end = performance.now() + LIMIT_MS;
    while (performance.now() < end) {
      const change = await this.api.must<ChangeView>('GET', `/changes/${id}`);
      if (change.state === state) return change;
      if (['done', 'undone', 'stuck'].includes(change.state)) throw new Error(JSON.stringify(change));
      if (change.state === 'crossing') await meanwhile?.();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    throw new Error(`change ${id} is not ${state} within ${LIMIT_MS} ms`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.installation[Symbol.asyncDispose]();
  }
}
