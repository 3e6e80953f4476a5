import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { FurnishedScene } from './furnished-scene.ts';
import { missingBrowser } from './real-browser.ts';
import { openPage } from './settle.ts';

/** A client that sleeps by now: what it is asked waits. */
const CLIENT = 'ben';

describe('what an operator of a tenant does about clients, at its own address', {
  skip: missingBrowser() ?? false,
}, () => {
  let scene: FurnishedScene;
  let page: Page;
  before(async () => {
    scene = await FurnishedScene.start();
    ({ page } = await scene.browser.open());
    await scene.signInToPlatform(page);
  });
  after(() => scene[Symbol.asyncDispose]());

  const confirm = async (way: string, button: string) => {
    await page.getByRole('button', { name: 'Retire' }).click();
    const dialog = page.getByRole('dialog', { name: `Retire ${CLIENT}?` });
    await dialog.getByRole('radio', { name: way }).check();
    await dialog.getByLabel(`Type ${CLIENT} to go on`).fill(CLIENT);
    await dialog.getByRole('button', { name: button }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  const openClient = async () => {
    await openPage(page, `${scene.platform}/clients`);
    await page.getByRole('link', { name: CLIENT }).click();
    await page.getByRole('heading', { name: CLIENT, level: 1 }).waitFor();
  };

  test('in a crossing, Escape takes back the question alone, then closes the client', async () => {
    await openClient();
    const id = new URL(page.url()).pathname.split('/').at(-1);
    await openPage(page, `${scene.platform}/crossing?client=${id}`);
    const client = page.getByRole('dialog', { name: CLIENT, exact: true });
    for (const [button, title] of [
      ['Waive', `Waive ${CLIENT}`],
      ['Retire', `Retire ${CLIENT}?`],
    ] as const) {
      await client.getByRole('button', { name: button }).click();
      const question = page.getByRole('dialog', { name: title, exact: true });
      await question.getByRole('textbox').fill('x');
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      await client.getByRole('button', { name: button }).and(page.locator(':focus')).waitFor();
    }
    await page.keyboard.press('Escape');
    await client.waitFor({ state: 'detached' });
  });

  test('one is asked to stop, which can be taken back, and another way retires it now', async () => {
    await openClient();
    await confirm('Ask it to stop, then retire it', 'Ask it to stop');
    await page.getByRole('status').getByText('It was asked to stop').waitFor();
    await page.getByRole('button', { name: 'Take back: Stop for good' }).click();
    await page.getByText('It was asked for nothing yet.').waitFor();
    await page.getByText('It was asked to stop').waitFor({ state: 'detached' });
    await confirm('Retire it now', 'Retire it now');
    await page.getByText('Taken out by an admin').waitFor();
  });

  test('foreign agents are taken in and turned away', async () => {
    await openPage(page, `${scene.platform}/clients/foreign-agents`);
    await page.getByRole('button', { name: 'Take them in' }).click();
    await page.getByRole('status').getByText('They are taken in').waitFor();
    await page.getByRole('button', { name: 'Turn them away' }).click();
    await page.getByRole('status').getByText('They are turned away').waitFor();
  });
});
