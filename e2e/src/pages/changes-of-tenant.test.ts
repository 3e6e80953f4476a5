import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { freePorts } from '@causeway/testkit';
import type { Page } from 'playwright-core';
import type { FleetClient } from '../constellation/fleet-client.ts';
import { BranchScene } from '../stand-alone/branch-scene.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { signIn } from './sign-in.ts';

const OPERATOR = { name: 'tom', password: 'a lighthouse on a long causeway' };
/** Time for a few polls, syncs and looks at the fleet on a slow machine. */
const LIMIT_MS = 60_000;

describe('the changes of a tenant at its own address, in the browser', {
  skip: missingBrowser() ?? false,
}, () => {
  let scene: BranchScene;
  let browser: RealBrowser;
  let page: Page;
  let anna: FleetClient;
  let ports: number[];

  before(async () => {
    scene = await BranchScene.start();
    await scene.api.must('POST', '/tenants/acme/users', { ...OPERATOR, role: 'operator' });
    // Nobody falls asleep meanwhile.
    await scene.api.must('PUT', '/tenants/acme/frequencies', { activeWindowSeconds: 3_600 });
    anna = await scene.client('anna');
    await anna.sleep();
    ports = await freePorts(2);
    browser = await RealBrowser.start([]);
    ({ page } = await browser.open());
    await signIn(page, scene.platform, OPERATOR);
  });
  after(async () => {
    await browser[Symbol.asyncDispose]();
    await scene[Symbol.asyncDispose]();
  });

  const changeIs = (state: string) =>
    page
      .getByRole('status', { name: 'State of the change' })
      .getByText(state, { exact: true })
      .waitFor({ timeout: LIMIT_MS });

  async function moveTheBranch(): Promise<void> {
    await page.goto(`${scene.platform}/endpoint-servers/branch/configure`);
    await page.getByRole('textbox', { name: 'HTTP port' }).fill(String(ports[0]));
    await page.getByRole('region', { name: 'What Save will do' }).getByText('open the new').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Change of acme' }).waitFor();
    await changeIs('Waits for clients');
  }

  test('one that its operator starts is shown at once, and undone there', async () => {
    await moveTheBranch();
    assert.ok(page.url().startsWith(`${scene.platform}/changes/`), page.url());
    await page.getByRole('link', { name: 'Watch the crossing of acme' }).click();
    await page.getByRole('button', { name: 'anna' }).waitFor();
    await page.getByRole('link', { name: 'See the change' }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the change' }).click();
    await changeIs('Undone');
  });

  test('one is followed to its end', async () => {
    await moveTheBranch();
    await page.getByRole('img', { name: /^The fleet: .*1 blocking$/ }).waitFor({ timeout: LIMIT_MS });
    anna.wake();
    await changeIs('Done');
    await anna.sleep();
  });

  test('one that provisioning starts is shown, and undone at provisioning alone', async () => {
    await scene.branch.kill();
    await scene.api.must('POST', '/tenants/acme/site', { httpPort: ports[1] });
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Changes' }).click();
    await page
      .getByRole('row', { name: /Waits for clients/ })
      .getByRole('link', { name: 'acme' })
      .click();
    const undo = page.getByRole('button', { name: 'Undo', exact: true });
    assert.equal(await undo.getAttribute('aria-disabled'), 'true');
    await undo.hover();
    await page.getByRole('tooltip').getByText('An admin of provisioning undoes it').waitFor();
  });

  test('the list is narrowed down by state, in its address', async () => {
    await page.goto(`${scene.platform}/changes`);
    const states = page.getByRole('search', { name: 'Filters' }).getByRole('combobox', { name: 'State' });
    await states.selectOption('Undone');
    await page.waitForURL(/\?state=undone$/);
    await page.getByRole('row', { name: /Waits for clients/ }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /Undone/ }).waitFor();
    assert.equal(await page.getByRole('row').count(), 2);
  });
});
