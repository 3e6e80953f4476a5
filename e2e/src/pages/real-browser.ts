import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { TemporaryFolder } from '@causeway/testkit';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { ensureDebianPackage } from '../constellation/debian-package.ts';

const CHROMIUM = '/usr/bin/chromium';
/** A page is there at once; on a busy machine it takes longer. */
const LIMIT_MS = 20_000;

/** Why there can be no browser; undefined when there can. */
export function missingBrowser(): string | undefined {
  return ensureDebianPackage('chromium', 'chromium') ?? ensureDebianPackage('libnss3-tools', 'certutil');
}

/** Chromium with a home of its own, which trusts exactly the anchors that it is given, as an admin would import them. */
export class RealBrowser implements AsyncDisposable {
  readonly #folder: TemporaryFolder;
  readonly #browser: Browser;
  #anchors = 0;

  private constructor(folder: TemporaryFolder, browser: Browser) {
    this.#folder = folder;
    this.#browser = browser;
  }

  /** @param anchors PEM */
  static async start(anchors: readonly string[]): Promise<RealBrowser> {
    const folder = await TemporaryFolder.make();
    const home = folder.file('home');
    await mkdir(databaseOf(home), { recursive: true });
    certutil(home, ['-N', '--empty-password']);
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      env: { ...process.env, HOME: home },
      // Root has no sandbox of its own in a container; nothing but our pages is opened.
      args: ['--no-sandbox'],
    });
    const self = new RealBrowser(folder, browser);
    for (const anchor of anchors) await self.trust(anchor);
    return self;
  }

  /** Takes another anchor; connections of the past are not looked at again. */
  async trust(anchorPem: string): Promise<void> {
    const name = `anchor-${++this.#anchors}`;
    const file = this.#folder.file(`${name}.pem`);
    await writeFile(file, anchorPem);
    // A CA is trusted with all below it, a certificate that signed itself alone.
    const trust = new X509Certificate(anchorPem).ca ? 'C,,' : 'P,,';
    certutil(this.#folder.file('home'), ['-A', '-n', name, '-t', trust, '-i', file]);
  }

  /** For somebody who wants no motion: what a test looks at is never on its way in or out. */
  async open(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
    const context = await this.#browser.newContext({
      ...({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const),
      ...options,
    });
    context.setDefaultTimeout(LIMIT_MS);
    return { context, page: await context.newPage() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.#folder[Symbol.asyncDispose]();
  }
}

function databaseOf(home: string): string {
  return `${home}/.pki/nssdb`;
}

function certutil(home: string, args: readonly string[]): void {
  execFileSync('certutil', ['-d', `sql:${databaseOf(home)}`, ...args], { stdio: 'ignore' });
}
