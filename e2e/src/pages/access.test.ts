import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { NewApiToken } from '@causeway/contract/admin';
import type { Page } from 'playwright-core';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { openPage } from './settle.ts';
import { signIn } from './sign-in.ts';

const EVE = { name: 'eve', password: 'a lighthouse on a long causeway' };

/** One story: what one makes, the next one takes away. */
describe('who may do what, in the browser', { skip: missingBrowser() ?? false }, () => {
  let installation: Installation;
  let browser: RealBrowser;
  let api: Api;
  let page: Page;
  let base: string;

  before(async () => {
    installation = await Installation.start();
    api = new Api(installation);
    await api.must('POST', '/users', { ...EVE, role: 'operator' });
    const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
    browser = await RealBrowser.start([anchor]);
    base = `https://localhost:${installation.consolePort}`;
    page = await enter({ name: installation.admin, password: installation.password });
  });
  after(async () => {
    await browser[Symbol.asyncDispose]();
    await installation[Symbol.asyncDispose]();
  });

  async function enter(who: typeof EVE): Promise<Page> {
    const { page: fresh } = await browser.open();
    await signIn(fresh, `${base}/account`, who);
    return fresh;
  }

  async function makeToken(theirs: Page, name: string): Promise<void> {
    await theirs.getByRole('button', { name: 'Make a token' }).click();
    await theirs.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
    await theirs.getByRole('button', { name: 'Make it' }).click();
    await theirs.getByRole('button', { name: `Revoke the token ${name}` }).waitFor();
  }

  async function revoke(label: string, name: string): Promise<void> {
    await page.getByRole('button', { name: label }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('row', { name }).waitFor({ state: 'detached' });
  }

  test('an admin finds what others made under API Keys, and revokes it', async () => {
    const theirs = await enter(EVE);
    await makeToken(theirs, 'nightly-report');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'API Keys' }).click();
    const row = page.getByRole('row', { name: 'eve nightly-report Operator' });
    await row.getByText('never').waitFor();
    await revoke('Revoke the token nightly-report of eve', 'nightly-report');
    await theirs.reload();
    await theirs.getByText('No token yet.').waitFor();
    await theirs.context().close();
  });

  test('a new password by an admin says what it ends, and ends it', async () => {
    const theirs = await enter(EVE);
    await makeToken(theirs, 'kept');
    await openPage(page, `${base}/users`);
    await page.getByRole('button', { name: 'Change eve' }).click();
    const dialog = page.getByRole('dialog');
    const says = dialog.getByText('Their sessions end and their API tokens are revoked.');
    assert.equal(await says.count(), 0);
    await dialog.getByRole('textbox', { name: 'New password' }).fill(`${EVE.password}!`);
    await says.waitFor();
    await dialog.getByRole('checkbox', { name: 'Keep their API tokens' }).check();
    await dialog.getByText('Their sessions end. Their API tokens go on.').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await theirs.reload();
    await theirs.getByRole('button', { name: 'Sign in' }).waitFor();
    await openPage(page, `${base}/api-tokens`);
    await page.getByRole('row', { name: 'eve kept' }).waitFor();
    await theirs.context().close();
  });

  test('one who may look sees whose tokens there are, and why none can be revoked', async () => {
    await api.must<NewApiToken>('POST', '/me/api-tokens', { name: 'of ada' });
    await api.must('PATCH', '/users/eve', { role: 'viewer' });
    const theirs = await enter({ ...EVE, password: `${EVE.password}!` });
    await openPage(theirs, `${base}/api-tokens`);
    const button = theirs.getByRole('button', { name: 'Revoke the token of ada of ada' });
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await theirs.context().close();
  });

  test('the account shows where one is signed in, and ends all other sessions at once', async () => {
    const other = await enter({ name: installation.admin, password: installation.password });
    await openPage(page, `${base}/account`);
    const sessions = page.getByRole('region', { name: 'Sessions' });
    await sessions
      .getByRole('row', { name: /Chrome on Linux/ })
      .first()
      .waitFor();
    await sessions
      .getByRole('row', { name: /127\.0\.0\.1|::1/ })
      .first()
      .waitFor();
    await sessions.getByRole('button', { name: 'End all others' }).click();
    await sessions.getByText('There is no other session.').waitFor({ state: 'attached' });
    assert.equal(await sessions.getByRole('row').count(), 2, 'the headings, and this one');
    await other.reload();
    await other.getByRole('button', { name: 'Sign in' }).waitFor();
    await other.context().close();
  });

  test('the audit trail is narrowed down by time, and so are its files', async () => {
    await openPage(page, `${base}/audit`);
    const trail = page.getByRole('group', { name: 'Audit' });
    await trail.getByRole('row', { name: /api-token\.revoke eve\/nightly-report/ }).waitFor();
    const until = page.getByLabel('Until');
    await until.fill('2026-01-02T03:04');
    await until.press('Enter');
    await page.getByText('No entry fits these filters.').waitFor();
    const at = String(Date.parse('2026-01-02T03:04'));
    const file = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    assert.equal(new URL(file ?? '', base).searchParams.get('until'), at);
    await page.reload();
    await page.getByText('No entry fits these filters.').waitFor();
    assert.equal(await page.getByLabel('Until').inputValue(), '2026-01-02T03:04');
    await page.getByLabel('Until').fill('');
    await page.getByLabel('Until').press('Enter');
    await page.getByLabel('From').fill('2999-01-02T03:04');
    await page.getByLabel('From').press('Enter');
    await page.getByText('No entry fits these filters.').waitFor();
    // Enter leaves the keyboard where it is.
    assert.ok(await page.getByLabel('From').evaluate((field) => field === document.activeElement));
    await page.getByLabel('From').fill('');
    await page.getByLabel('From').press('Enter');
    await trail
      .getByRole('row', { name: /user\.change eve/ })
      .first()
      .waitFor();
  });

  test('roles are a page, to which users lead', async () => {
    await openPage(page, `${base}/users`);
    await page.getByRole('main').getByRole('link', { name: 'Roles' }).click();
    await page.getByRole('row', { name: /^Operator runs the fleet/ }).waitFor();
  });
});
