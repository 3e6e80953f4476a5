import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewEnrollmentToken } from '@causeway/contract/admin';
import type { Page } from 'playwright-core';
import { Api } from '../constellation/api.ts';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Installation } from '../constellation/installation.ts';
import { RealBrowser } from '../pages/real-browser.ts';

/** An installation with a fleet, signed in to in a real browser. */
export class ConsoleScene implements AsyncDisposable {
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

  static async start(): Promise<ConsoleScene> {
    await using stack = new AsyncDisposableStack();
    const installation = stack.use(await Installation.start());
    const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
    const browser = stack.use(await RealBrowser.start([anchor]));
    return new ConsoleScene(installation, browser, stack.move());
  }

  get url(): string {
    return `https://localhost:${this.installation.consolePort}`;
  }

  /** Creates a tenant on HTTP that polls every second. */
  async createTenant(name: string): Promise<void> {
    const { httpPort, httpsPort } = this.installation;
    await this.api.must('POST', '/tenants', {
      ...{ name, hostname: `${name}.localhost`, httpPort, httpsPort },
      ...{ pollingIntervalSeconds: 1, activeWindowSeconds: 3600 },
    });
  }

  /** A real client that is enrolled and polls. */
  async client(tenant: string, name: string): Promise<FleetClient> {
    const made = await this.api.must<NewEnrollmentToken>('POST', `/tenants/${tenant}/enrollment-tokens`, {});
    const client = this.#stack.use(
      new FleetClient(name, this.installation.folder.file('clients', tenant, name), undefined),
    );
    const server = `http://${tenant}.localhost:${this.installation.httpPort}`;
    const { code, stderr } = await client.enroll(server, made.token);
    if (code !== 0) throw new Error(`${name} could not enroll:\n${stderr}`);
    client.wake();
    return client;
  }

  /** Signs in by the page, as the admin of the installation. */
  async signIn(page: Page): Promise<void> {
    await page.goto(this.url);
    await page.getByLabel('Name').fill(this.installation.admin);
    await page.getByRole('textbox', { name: 'Password' }).fill(this.installation.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Tenants' }).waitFor();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}
