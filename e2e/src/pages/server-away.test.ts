import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';
import { addLargeFleet, nameOf } from './large-fleet.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { openPage } from './settle.ts';
import { signIn, tryToSignIn } from './sign-in.ts';

/** Three pages of a list. */
const CLIENTS = 2_000;
const EVE = { name: 'eve', password: 'a lighthouse on a long causeway' };
const SITE = '**/api/v1/site';
const refusal = { kind: 'conflict', code: 'CHANGE_IN_PROGRESS', message: 'Not now.' };

describe('a server that is away or refuses, and a session that ends', {
  skip: missingBrowser() ?? false,
}, () => {
  let installation: Installation;
  let browser: RealBrowser;
  let base: string;
  let ada: typeof EVE;
  before(async () => {
    installation = await Installation.start();
    const { httpPort, httpsPort, admin: name, password } = installation;
    const api = new Api(installation);
    await api.must('POST', '/users', { ...EVE, role: 'viewer' });
    await api.must('POST', '/tenants', { name: 'acme', hostname: 'acme.localhost', httpPort, httpsPort });
    await addLargeFleet({ installation, api }, 'acme', CLIENTS);
    browser = await RealBrowser.start([await readFile(join(installation.dataFolder, 'console.pem'), 'utf8')]);
    base = `https://localhost:${installation.consolePort}`;
    ada = { name, password };
  });
  after(async () => {
    await browser[Symbol.asyncDispose]();
    await installation[Symbol.asyncDispose]();
  });

  test('the first page says why there is nothing, steadily, until the server is there', async () => {
    const { context, page } = await browser.open();
    await page.route(SITE, (route) => route.abort());
    await page.goto(base);
    await page.getByRole('alert').getByText('The server does not answer.').waitFor();
    await page.evaluate(countLosses);
    // More than the tries of one look.
    for (let tries = 0; tries < 4; tries++) await page.waitForRequest(SITE);
    assert.equal(await page.evaluate(() => document.body.dataset.losses), '0');
    await page.unroute(SITE);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await context.close();
  });

  test('a list keeps its rows when the next ones are refused, and asks for them no more by itself', async () => {
    const { context, page } = await browser.open();
    await signIn(page, base, ada);
    await openPage(page, `${base}/tenants/acme/computers`);
    let asked = 0;
    await page.route('**/computers?*after=*', async (route) => {
      asked++;
      if (asked === 1) await route.continue();
      else await route.fulfill({ status: 409, json: { error: refusal } });
    });
    const frame = page.getByRole('region', { name: 'Computer Systems', exact: true });
    await frame.press('End');
    await page.getByRole('alert').getByText('Not now.').waitFor();
    await page.waitForRequest(SITE);
    assert.equal(asked, 2);
    await frame.press('Home');
    await page.getByRole('row', { name: nameOf(1) }).waitFor();
    await page.unroute('**/computers?*after=*');
    await page.getByRole('button', { name: 'Fetch anew' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await frame.press('End');
    await page.getByRole('row', { name: nameOf(CLIENTS) }).waitFor();
    await context.close();
  });

  test('a session that ended elsewhere is noticed at once, and the next one begins with nothing of it', async () => {
    const { context, page } = await browser.open();
    // As the link for the first admin is used once more.
    await signIn(page, `${base}/setup#used`, ada);
    await page.getByRole('heading', { level: 1, name: 'Tenants' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/tenants');
    await page.getByRole('row', { name: /acme/ }).waitFor();
    await endSession(await context.newPage());
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.route('**/api/v1/tenants', (route) => route.abort());
    await tryToSignIn(page, EVE);
    await page.getByRole('button', { name: EVE.name }).waitFor();
    await page.getByRole('alert').getByText('The server does not answer.').waitFor();
    assert.equal(await page.getByRole('row', { name: /acme/ }).count(), 0);
    await context.close();
  });

  async function endSession(other: Page): Promise<void> {
    await openPage(other, `${base}/account`);
    await other.getByRole('button', { name: ada.name }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByRole('button', { name: 'Sign in' }).waitFor();
  }
});

/** How often the page shows no alert from now on, of which the body tells. */
function countLosses(): void {
  const { body } = document;
  body.dataset.losses = '0';
  const look = () => {
    if (document.querySelector('[role=alert]') === null)
      body.dataset.losses = String(Number(body.dataset.losses) + 1);
  };
  new MutationObserver(look).observe(body, { childList: true, subtree: true });
}
