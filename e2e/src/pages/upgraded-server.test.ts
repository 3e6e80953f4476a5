import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Installation } from '../constellation/installation.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { signIn } from './sign-in.ts';

const AUDIT_FILES = '**/assets/AuditPage-*';

const missing = missingBrowser();

describe('a page that was opened before the server was upgraded', { skip: missing ?? false }, () => {
  let installation: Installation;
  let browser: RealBrowser;
  before(async () => {
    installation = await Installation.start();
    const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
    browser = await RealBrowser.start([anchor]);
  });
  after(async () => {
    await browser[Symbol.asyncDispose]();
    await installation[Symbol.asyncDispose]();
  });

  async function openTenants(): Promise<{ page: Page; documents: () => number }> {
    const { page } = await browser.open();
    const base = `https://localhost:${installation.consolePort}`;
    let documents = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) documents++;
    });
    await signIn(page, `${base}/tenants`, { name: installation.admin, password: installation.password });
    await page.getByRole('heading', { name: 'No tenant yet' }).waitFor();
    return { page, documents: () => documents };
  }

  const audit = (page: Page) => page.getByRole('link', { name: 'Audit' });
  const auditTitle = (page: Page) => page.getByRole('heading', { level: 1, name: 'Audit' });

  test('is opened anew, once and where one was going, when its files are gone', async () => {
    const { page, documents } = await openTenants();
    await page.route(AUDIT_FILES, (route) => route.fulfill({ status: 404 }));
    // What a server with another build answers; the document that is opened anew is of this one.
    await page.route(/:\d+\/$/, async (route) => {
      await page.unroute(AUDIT_FILES);
      await route.fulfill({ body: '<script type="module" src="/assets/index-next.js"></script>' });
    });
    // It is the way there that opens it anew, not a look at the link: what was typed before stays.
    await audit(page).hover();
    await page.getByRole('heading', { name: 'No tenant yet' }).waitFor();
    assert.equal(documents(), 1);
    await audit(page).click();
    await auditTitle(page).waitFor();
    assert.equal(new URL(page.url()).pathname, '/audit');
    assert.equal(documents(), 2);
  });

  test('of the same build says that a file is missing, and tries again when it is asked to', async () => {
    const { page, documents } = await openTenants();
    await page.route(AUDIT_FILES, (route) => route.fulfill({ status: 404 }));
    await audit(page).click();
    await page.getByRole('alert').getByText('A file of this page could not be loaded.').waitFor();
    await page.unroute(AUDIT_FILES);
    await page.getByRole('button', { name: 'Try again' }).click();
    await auditTitle(page).waitFor();
    assert.equal(documents(), 1);
  });

  test('stays where it is while the server is away', async () => {
    const { page, documents } = await openTenants();
    await page.route('**/*', (route) => route.abort());
    await audit(page).click();
    await page.getByRole('alert').getByText('The server does not answer.').waitFor();
    await page.unroute('**/*');
    // By itself.
    await auditTitle(page).waitFor();
    assert.equal(documents(), 1);
  });

  test('takes what a proxy says in place of the server for no other build', async () => {
    const { page, documents } = await openTenants();
    await page.route('**/*', (route) => route.fulfill({ status: 502, body: '<h1>Bad Gateway</h1>' }));
    await audit(page).click();
    await page.getByRole('alert').getByText('The server does not answer.').waitFor();
    await page.unroute('**/*');
    await auditTitle(page).waitFor();
    assert.equal(documents(), 1);
  });
});
