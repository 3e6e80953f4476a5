import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  AcmeOrderView,
  CertificateView,
  ChangeView,
  ClientPage,
  CrossingView,
  NewEnrollmentToken,
} from '@causeway/contract/admin';
import { freePorts } from '@causeway/testkit';
import type { Page } from 'playwright-core';
import { Api } from '../constellation/api.ts';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Installation } from '../constellation/installation.ts';
import { StandAlone } from '../constellation/stand-alone.ts';
import { until } from '../demo/until.ts';
import { obtainByAcme } from './obtain-by-acme.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { signIn } from './sign-in.ts';

const LIMIT_MS = 60_000;
const TENANT_ADMIN = { name: 'tom', password: 'a lighthouse on a long causeway' };
const VIEWER = { name: 'vera', password: 'a view over the tide' };

/** @returns the sentence that says what it needs; undefined when all of it is there */
export function missingForScene(): string | undefined {
  return missingBrowser() ?? ensureDebianPackage('pebble', 'pebble');
}

/** An installation with something on every page: a tenant in a crossing with real clients, and one that is new. */
export class FurnishedScene implements AsyncDisposable {
  readonly installation: Installation;
  readonly api: Api;
  readonly browser: RealBrowser;
  /** What there is to look at, by the name of a parameter of pages, or by the pattern of one page. */
  readonly examples: Readonly<Record<string, string>>;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    parts: Pick<FurnishedScene, 'installation' | 'browser' | 'examples'>,
    stack: AsyncDisposableStack,
  ) {
    this.installation = parts.installation;
    this.api = new Api(parts.installation);
    this.browser = parts.browser;
    this.examples = parts.examples;
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
    const examples = await findExamples(api);
    return new FurnishedScene({ installation, browser, examples }, stack.move());
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

  /** As one who may look and change nothing. */
  async signInAsViewer(page: Page): Promise<void> {
    await signIn(page, this.provisioning, VIEWER);
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
  await api.must('POST', '/users', { ...VIEWER, role: 'viewer' });
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
  await until(
    'its computer is known',
    LIMIT_MS,
    () => computersIn(api),
    ({ rows }) => rows.length > 0,
  );
  // It blocks from now on, and what it reported stays.
  await clients[1]?.sleep();
  await addChannels(api);
  await api.must('POST', '/certificate-requests', { name: 'by-our-ca', hostnames: ['acme.localhost'] });
  await obtainByAcme(installation, api, 'acme.localhost', LIMIT_MS);
  await invite(installation, api, stack);
}

/** One of each kind; nobody listens there. */
async function addChannels(api: Api): Promise<void> {
  const [port = 0] = await freePorts(1);
  const people = { from: 'causeway@acme.example', to: ['anna@acme.example', 'ben@acme.example'] };
  const mail = {
    host: 'localhost',
    port,
    security: 'tls',
    ...people,
    user: 'causeway',
    password: 'p4ssw0rd',
  };
  await api.must('POST', '/notice-channels/email', { name: 'admins', ...mail });
  await api.must('POST', '/notice-channels/webhook', { name: 'ops', url: `https://localhost:${port}/hook` });
}

const computersIn = (api: Api) => api.must<Rows>('GET', '/tenants/acme/computers');

interface Rows {
  readonly rows: readonly { readonly id: string }[];
}

/** An endpoint server that waits to be authorized. */
async function invite(installation: Installation, api: Api, stack: AsyncDisposableStack): Promise<void> {
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  const { token } = await api.must<NewEnrollmentToken>('POST', '/tenants/acme/registration-tokens', {});
  const branch = stack.use(new StandAlone({ stateFolder: installation.folder.file('branch') }));
  const platform = `http://acme.localhost:${installation.httpPort}`;
  await branch.run(
    [
      ...['--server', platform, '--token', token, '--name', 'branch', '--hostname', 'branch.localhost'],
      ...['--http-port', String(httpPort), '--https-port', String(httpsPort)],
    ],
    /waiting to be authorized/,
  );
}

async function findExamples(api: Api): Promise<Record<string, string>> {
  const [change] = await api.must<ChangeView[]>('GET', '/changes');
  const { clients } = await api.must<ClientPage>('GET', '/tenants/acme/clients');
  const [computer] = (await computersIn(api)).rows;
  const [software] = (await api.must<Rows>('GET', '/tenants/acme/software')).rows;
  const [order] = await api.must<AcmeOrderView[]>('GET', '/acme/orders');
  return {
    ...{ tenant: 'acme', certificate: 'acme-2026', request: 'by-our-ca', server: 'branch' },
    ...{ id: change?.id ?? '', client: clients[0]?.id ?? '' },
    ...{ computer: computer?.id ?? '', software: software?.id ?? '' },
    '/certificates/acme/orders/$id': order?.id ?? '',
  };
}

const isDone = ([change]: readonly ChangeView[]) => change?.state === 'done';
const hasOne = ({ counts }: CrossingView) => counts.proven > 0;

async function enroll({ httpPort }: Installation, api: Api, client: FleetClient): Promise<void> {
  const made = await api.must<NewEnrollmentToken>('POST', '/tenants/acme/enrollment-tokens', {});
  const { code, stderr } = await client.enroll(`http://acme.localhost:${httpPort}`, made.token);
  if (code !== 0) throw new Error(`${client.name} could not enroll:\n${stderr}`);
  client.wake();
}
