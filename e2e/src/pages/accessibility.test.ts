import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Installation } from '../constellation/installation.ts';
import { violationsOf } from './axe.ts';
import { everyPage } from './every-page.ts';
import { FurnishedScene, missingForScene } from './furnished-scene.ts';
import { RealBrowser } from './real-browser.ts';
import { openPage } from './settle.ts';
import { walk } from './walk-by-keyboard.ts';

const missing = missingForScene();
const wellWalked = { unreached: [], unseen: [], unmarked: [], early: [] };

describe('every page, for everybody', { skip: missing ?? false }, () => {
  let scene: FurnishedScene;
  before(async () => {
    scene = await FurnishedScene.start();
  });
  after(() => scene[Symbol.asyncDispose]());

  for (const colorScheme of ['light', 'dark'] as const)
    test(`axe-core finds no violation, ${colorScheme}`, async () => {
      for await (const { page, url } of everyPage(scene, { colorScheme })) {
        await openPage(page, url);
        assert.deepEqual(await violationsOf(page), [], url);
      }
    });

  test('the keyboard reaches everything that can be used, in order, and shows where it is', async () => {
    for await (const { page, url } of everyPage(scene, {})) {
      await openPage(page, url);
      assert.deepEqual({ url, ...(await walk(page)) }, { url, ...wellWalked });
    }
  });

  test('nothing overflows sideways at 360 px', async () => {
    for await (const { page, url } of everyPage(scene, { viewport: { width: 360, height: 740 } })) {
      await openPage(page, url);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `${url} is ${width} px wide`);
    }
  });
});

test('who is not signed in yet finds pages that are for everybody, too', {
  skip: missing ?? false,
}, async () => {
  const { installation, setUpLink } = await Installation.startBare();
  await using _installation = installation;
  const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
  await using browser = await RealBrowser.start([anchor]);
  for (const colorScheme of ['light', 'dark'] as const) {
    const { context, page } = await browser.open({ colorScheme, viewport: { width: 360, height: 740 } });
    await openPage(page, setUpLink);
    await requireForEverybody(page);
    await context.close();
  }
  const first = ['--name', 'ada', '--password-file', '-'];
  await installation.run(['setup', setUpLink, ...first], 'a causeway is not a bridge');
  for (const colorScheme of ['light', 'dark'] as const) {
    const { context, page } = await browser.open({ colorScheme, viewport: { width: 360, height: 740 } });
    await openPage(page, `https://localhost:${installation.consolePort}/tenants`);
    await requireForEverybody(page);
    await context.close();
  }
});

async function requireForEverybody(page: Page): Promise<void> {
  const url = page.url();
  assert.deepEqual(await violationsOf(page), [], url);
  assert.deepEqual({ url, ...(await walk(page)) }, { url, ...wellWalked });
}
