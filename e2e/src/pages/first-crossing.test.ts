import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import type { Page } from 'playwright-core';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Installation } from '../constellation/installation.ts';
import { makePfx } from './make-pfx.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';

const missing = missingBrowser();
const ADMIN = { name: 'ada', password: 'a causeway is not a bridge' };
const CROSSING_LIMIT_MS = 60_000;
const ca = createTestCa({ name: 'Acme Root' });

/** One story after the other, as an admin walks it: what one made, the next one uses. */
describe('a tenant on its way to HTTPS, in the browser', { skip: missing ?? false }, () => {
  let installation: Installation;
  let setUpLink: string;
  let browser: RealBrowser;
  let page: Page;
  const clients: FleetClient[] = [];
  const errors: string[] = [];

  before(async () => {
    ({ installation, setUpLink } = await Installation.startBare());
    const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
    browser = await RealBrowser.start([anchor]);
    ({ page } = await browser.open());
    page.on('pageerror', ({ message }) => void errors.push(message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) errors.push(message.text());
    });
  });
  after(async () => {
    for (const client of clients) await client[Symbol.asyncDispose]();
    await browser[Symbol.asyncDispose]();
    await installation[Symbol.asyncDispose]();
  });

  /** It has heard of no address but the one that it enrolled at. */
  async function enrollSleeper(name: string): Promise<FleetClient> {
    const signIn = ['login', '--name', ADMIN.name, '--password-file', '-'];
    await installation.run(signIn, ADMIN.password);
    const { token } = await installation.json<{ token: string }>(['enrollment-token', 'create', 'acme']);
    const client = new FleetClient(name, installation.folder.file('clients', name));
    clients.push(client);
    const { code, stderr } = await client.enroll(`http://acme.localhost:${installation.httpPort}`, token);
    assert.equal(code, 0, stderr);
    return client;
  }

  test('the one-time link makes the first admin, once', async () => {
    await page.goto(setUpLink);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(ADMIN.name);
    await page.getByRole('textbox', { name: 'Password' }).fill('short');
    await page.getByRole('button', { name: 'Become the admin' }).click();
    await page.getByRole('alert').getByText('PASSWORD_TOO_SHORT').waitFor();
    await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password);
    await page.getByRole('button', { name: 'Become the admin' }).click();
    await page.getByRole('heading', { name: 'No tenant yet' }).waitFor();
    assert.doesNotMatch(page.url(), /#/);
    const stranger = await browser.open();
    await stranger.page.goto(setUpLink);
    await stranger.page.getByRole('button', { name: 'Sign in' }).waitFor();
    await stranger.context.close();
  });

  test('a tenant is created, and its enrollment lines bring clients in', async () => {
    await page.getByRole('link', { name: 'New tenant' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('acme');
    await page.getByRole('textbox', { name: 'Hostname' }).fill('acme.localhost');
    await page.getByRole('textbox', { name: 'HTTP port' }).fill(String(installation.httpPort));
    await page.getByRole('button', { name: 'Create the tenant' }).click();
    await page.getByRole('heading', { name: 'Enrollment', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = await page.getByRole('status').getByRole('group', { name: 'Token' }).textContent();
    await pollEverySecond(page);
    for (const name of ['anna', 'ben']) {
      const client = new FleetClient(name, installation.folder.file('clients', name));
      clients.push(client);
      const { code, stderr } = await client.enroll(
        `http://acme.localhost:${installation.httpPort}`,
        token?.trim() ?? '',
      );
      assert.equal(code, 0, stderr);
      client.wake();
    }
    await sideOf(page, 'Clients').click();
    for (const name of ['anna', 'ben']) await page.getByRole('link', { name }).waitFor();
  });

  test('a PFX is looked at before it is kept', async () => {
    const { chainPem, keyPem } = ca.issue({ hostnames: ['acme.localhost'] });
    const pfx = makePfx(installation.folder.path, {
      ...{ chainPem, keyPem, anchorPem: ca.certificatePem, password: 'tide' },
    });
    await page.getByRole('link', { name: 'Certificates' }).first().click();
    await page.getByRole('link', { name: 'Import' }).first().click();
    await page.getByLabel('Choose files').setInputFiles(pfx);
    await page.getByLabel('Password of the file').fill('tide');
    await page
      .getByRole('region', { name: 'What would be kept' })
      .getByText('acme.localhost')
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('acme-2026');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('heading', { name: 'acme-2026', level: 1 }).waitFor();
  });

  test('HTTPS alone is refused at once; HTTP + HTTPS says its steps, and goes through', async () => {
    await openTenant(page);
    await sideOf(page, 'Website').click();
    await page.getByRole('radio', { name: 'HTTPS', exact: true }).check();
    await chooseCertificate(page, 'acme-2026');
    await page.getByRole('textbox', { name: 'HTTPS port' }).fill(String(installation.httpsPort));
    await page.getByRole('alert').getByText('BINDING_SKIPS_INTERIM').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled'), 'true');
    await page.getByRole('radio', { name: 'HTTP + HTTPS' }).check();
    const foreseen = page.getByRole('region', { name: 'What Save will do' });
    await foreseen.getByText('open the new beside the old').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Change of acme' }).waitFor();
    await page.getByText(/acme\.localhost:\d+: proven over TLS with the name/).waitFor();
    await changeIs(page, 'Done');
    await page.reload();
    await changeIs(page, 'Done');
  });

  test('the crossing is watched live; who sleeps blocks the switch, by name', async () => {
    await openTenant(page);
    await sideOf(page, 'Crossing').click();
    await page.getByText('The law holds: the old addresses can go').waitFor({ timeout: CROSSING_LIMIT_MS });
    const carl = await enrollSleeper('carl');
    await page.getByText('The law does not hold yet').waitFor({ timeout: CROSSING_LIMIT_MS });
    await page.getByRole('button', { name: 'carl' }).waitFor();
    const switchNow = page.getByRole('button', { name: 'Switch now' });
    assert.equal(await switchNow.getAttribute('aria-disabled'), 'true');
    await sideOf(page, 'Website').click();
    await page.getByRole('radio', { name: 'HTTPS', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Refuse instead of waiting' }).check();
    const refusal = page.getByRole('alert');
    await refusal.getByText('CLIENTS_NOT_PROVEN').waitFor();
    await refusal.getByText(/carl/).first().waitFor();
    carl.wake();
    await sideOf(page, 'Crossing').click();
    await page.getByText('The law holds: the old addresses can go').waitFor({ timeout: CROSSING_LIMIT_MS });
  });

  test('when the law holds, one button switches to HTTPS', async () => {
    await page.getByRole('button', { name: 'Switch now' }).click();
    await page.getByRole('dialog').getByText('drain and close the old listeners').waitFor();
    await page.getByRole('button', { name: 'Switch to HTTPS' }).click();
    await page.getByRole('heading', { name: 'Change of acme' }).waitFor();
    await changeIs(page, 'Done');
    await page.getByRole('link', { name: 'Tenants' }).first().click();
    await page.getByRole('cell', { name: 'HTTPS', exact: true }).waitFor();
  });

  test('another CA takes over by rehearsal, and nobody is cut off', async () => {
    const other = createTestCa({ name: 'Acme Root Two' });
    const { chainPem, keyPem } = other.issue({ hostnames: ['acme.localhost'] });
    const pfx = makePfx(installation.folder.path, {
      ...{ chainPem, keyPem, anchorPem: other.certificatePem, password: 'ebb' },
    });
    await page.goto(`https://localhost:${installation.consolePort}/certificates/new/import`);
    await page.getByLabel('Choose files').setInputFiles(pfx);
    await page.getByLabel('Password of the file').fill('ebb');
    await page
      .getByRole('region', { name: 'What would be kept' })
      .getByText('acme.localhost')
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('acme-2027');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('heading', { name: 'acme-2027', level: 1 }).waitFor();
    await page.goto(`https://localhost:${installation.consolePort}/certificates/acme-2026`);
    for (const client of clients) await client.sleep();
    await page.getByRole('combobox', { name: 'With' }).selectOption('acme-2027');
    await page.getByRole('button', { name: 'Replace' }).click();
    await page.getByRole('heading', { name: 'Change of acme' }).waitFor();
    await changeIs(page, 'Waits for clients');
    await fleetIs(page, '3 blocking');
    const [last, ...others] = clients.toReversed();
    for (const client of others) client.wake();
    await fleetIs(page, '2 proven, 1 blocking');
    last?.wake();
    await changeIs(page, 'Done');
    const steps = page.getByRole('list', { name: 'Steps', exact: true }).getByRole('listitem');
    const waited = steps.filter({ hasText: 'wait until every active client' });
    await waited.getByText('3 of 3 clients have proven it; 0 blocking').waitFor();
    for (const client of clients) {
      await client.sleep();
      assert.equal((await client.poll()).code, 0, client.name);
    }
  });

  test('no page broke, and none did what the content security policy forbids', () => {
    assert.deepEqual(errors, []);
  });
});

async function openTenant(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Tenants' }).first().click();
  await page.getByRole('cell').getByRole('link', { name: 'acme', exact: true }).click();
}

function sideOf(page: Page, name: string) {
  return page
    .getByRole('navigation', { name: 'Sides of the tenant' })
    .getByRole('link', { name, exact: true });
}

async function chooseCertificate(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Certificate' }).click();
  await page.getByRole('option', { name: new RegExp(`^${name}:`) }).click();
}

async function changeIs(page: Page, state: string): Promise<void> {
  const shown = page.getByRole('status', { name: 'State of the change' });
  await shown.getByText(state, { exact: true }).waitFor({ timeout: CROSSING_LIMIT_MS });
}

async function fleetIs(page: Page, counts: string): Promise<void> {
  const bar = page.getByRole('img', { name: `The fleet: ${counts}`, exact: true });
  await bar.waitFor({ timeout: CROSSING_LIMIT_MS });
}

async function pollEverySecond(page: Page): Promise<void> {
  await sideOf(page, 'Frequencies').click();
  const interval = page.getByRole('group', { name: 'Polling interval' }).first();
  await interval.getByRole('combobox').selectOption('seconds');
  await interval.getByRole('textbox').fill('1');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Nothing differs from what is saved.').first().waitFor({ state: 'attached' });
}
