import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateView, ChangeView, CrossingView, NewEnrollmentToken } from '@causeway/contract/admin';
import type { Page } from 'playwright-core';
import { Api } from '../constellation/api.ts';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Installation } from '../constellation/installation.ts';
import { until } from '../demo/until.ts';
import { RealBrowser } from './real-browser.ts';
import { signIn } from './sign-in.ts';

const LIMIT_MS = 60_000;
const TENANT_ADMIN = { name: 'tom', password: 'a lighthouse on a long causeway' };

/** An installation with something on every page: a tenant in a crossing with real clients, and one that is new. */
export class FurnishedScene implements AsyncDisposable {
  readonly installation: Installation;
  readonly api: Api;
  readonly browser: RealBrowser;
  readonly #stack: AsyncDisposableStack;

  private constructor(installation: Installation, browser: RealBrowser, stack: AsyncDisposableStack) {
    this.installation = installation;
    this.api = new Api(installation);
    this.browser = browser;
    this.#stack = stack;
  }

  static async start(): Promise<FurnishedScene> {
    await using stack = new AsyncDisposableStack();
    const installation = stack.use(await Installation.start());
    const api = new Api(installation);
    await furnish(installation, api, stack);
    const { anchorPem } = await api.must<CertificateView>('GET', '/certificates/acme-2026');
    const console = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
    const browser = stack.use(await RealBrowser.start([console, anchorPem]));
    return new FurnishedScene(installation, browser, stack.move());
  }

  /** Where the pages of provisioning are. */
  get provisioning(): string {
    return `https://localhost:${this.installation.consolePort}`;
  }

  /** Where those of the tenant's platform are. */
  get platform(): string {
    return `https://acme.localhost:${this.installation.httpsPort}`;
  }

  async signInToProvisioning(page: Page): Promise<void> {
    await signIn(page, this.provisioning, {
      name: this.installation.admin,
      password: this.installation.password,
    });
  }

  async signInToPlatform(page: Page): Promise<void> {
    await signIn(page, this.platform, TENANT_ADMIN);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

async function furnish(installation: Installation, api: Api, stack: AsyncDisposableStack): Promise<void> {
  const { httpPort, httpsPort } = installation;
  const frequencies = { pollingIntervalSeconds: 1, activeWindowSeconds: 3600 };
  for (const name of ['acme', 'beta'])
    await api.must('POST', '/tenants', {
      ...{ name, hostname: `${name}.localhost`, httpPort, httpsPort, ...frequencies },
    });
  await api.must('POST', '/tenants/acme/users', { ...TENANT_ADMIN, role: 'admin' });
  await api.must('POST', '/users', { name: 'vera', role: 'viewer', password: 'a view over the tide' });
  for (const name of ['acme-2026', 'spare'])
    await api.must('POST', '/certificates/self-signed', { name, hostnames: ['acme.localhost'] });
  const clients = ['anna', 'ben'].map((name) =>
    stack.use(new FleetClient(name, installation.folder.file('clients', name))),
  );
  for (const client of clients) await enroll(installation, api, client);
  const binding = { binding: 'http+https', certificate: 'acme-2026' };
  await api.must('POST', '/tenants/acme/site', binding);
  await until('the change is done', LIMIT_MS, () => api.must<ChangeView[]>('GET', '/changes'), isDone);
  await until(
    'one has crossed',
    LIMIT_MS,
    () => api.must<CrossingView>('GET', '/tenants/acme/crossing'),
    hasOne,
  );
  // What it reported stays: the page of a computer has something to show.
  await clients[1]?.sleep();
}

const isDone = ([change]: readonly ChangeView[]) => change?.state === 'done';
const hasOne = ({ counts }: CrossingView) => counts.proven > 0;

async function enroll({ httpPort }: Installation, api: Api, client: FleetClient): Promise<void> {
  const made = await api.must<NewEnrollmentToken>('POST', '/tenants/acme/enrollment-tokens', {});
  const { code, stderr } = await client.enroll(`http://acme.localhost:${httpPort}`, made.token);
  if (code !== 0) throw new Error(`${client.name} could not enroll:\n${stderr}`);
  client.wake();
}
