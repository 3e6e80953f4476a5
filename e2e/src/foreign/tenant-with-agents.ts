import type { DuplicateView } from '@causeway/contract/admin';
import type { TestCa } from '@causeway/testkit';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';

/** The agents' resolver knows no `*.localhost`. */
export const HOSTNAME = 'localhost';
export const TENANT = 'acme';

/** A computer as the command lists it; what these tests look at. */
export interface ListedComputer {
  readonly id: number;
  readonly name: string;
  readonly collectedBy: string | null;
  readonly softwareCount: number;
}

/** A real installation with a tenant under HTTP that takes foreign agents in. */
export class TenantWithAgents implements AsyncDisposable {
  readonly installation: Installation;
  readonly api: Api;

  private constructor(installation: Installation) {
    this.installation = installation;
    this.api = new Api(installation);
  }

  static async start(): Promise<TenantWithAgents> {
    const scene = new TenantWithAgents(await Installation.start());
    const { httpPort, httpsPort } = scene.installation;
    const ports = ['--http-port', String(httpPort), '--https-port', String(httpsPort)];
    await scene.installation.run(['tenant', 'create', TENANT, '--hostname', HOSTNAME, ...ports]);
    await scene.installation.run(['tenant', 'configure', TENANT, '--foreign-agents', 'on']);
    return scene;
  }

  get httpUrl(): string {
    return `http://${HOSTNAME}:${this.installation.httpPort}/ocsinventory`;
  }

  get httpsUrl(): string {
    return `https://${HOSTNAME}:${this.installation.httpsPort}/ocsinventory`;
  }

  /** Serves HTTPS beside HTTP, with a certificate of that CA. */
  async addHttps(ca: TestCa): Promise<void> {
    const { chainPem, keyPem } = ca.issue({ hostnames: [HOSTNAME] });
    const certificate = { name: 'acme', pem: chainPem, key: keyPem, anchor: ca.certificatePem };
    await this.api.must('POST', '/certificates/import', certificate);
    await this.api.configure(TENANT, { binding: 'http+https', certificate: 'acme' });
  }

  async computers(): Promise<ListedComputer[]> {
    const { rows } = await this.api.must<{ rows: ListedComputer[] }>('GET', `/tenants/${TENANT}/computers`);
    return rows;
  }

  /** Says of each pair of one agent's computers that they are one machine. @returns how many pairs there were */
  async confirmDuplicatesOf(agent: RegExp): Promise<number> {
    const found = await this.installation.json<DuplicateView[]>(['duplicate', 'list', TENANT]);
    const pairs = found.filter(({ computers }) =>
      computers.every(({ collectedBy }) => agent.test(collectedBy ?? '')),
    );
    for (const { id } of pairs) await this.installation.run(['duplicate', 'confirm', TENANT, String(id)]);
    return pairs.length;
  }

  /** `name version` of all software of a computer, sorted. */
  async softwareOf({ id }: ListedComputer): Promise<string[]> {
    const found: string[] = [];
    let after = '';
    while (true) {
      const page = await this.api.must<{
        rows: { name: string; version: string }[];
        next?: string;
      }>('GET', `/tenants/${TENANT}/computers/${id}/software?limit=500${after}`);
      found.push(...page.rows.map(({ name, version }) => `${name} ${version}`));
      if (page.next === undefined) return found.sort();
      after = `&after=${encodeURIComponent(page.next)}`;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.installation[Symbol.asyncDispose]();
  }
}
