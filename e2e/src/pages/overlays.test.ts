import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { everyPageOfProvisioning } from './every-page.ts';
import { FurnishedScene } from './furnished-scene.ts';
import { lookAtTooltip, Overlays } from './overlays.ts';
import { missingBrowser } from './real-browser.ts';
import { openPage } from './settle.ts';

/** Fewer would mean that they are no longer found. */
const LEAST_OVERLAYS = 20;

describe('what opens above a page, for everybody', { skip: missingBrowser() ?? false }, () => {
  let scene: FurnishedScene;
  before(async () => {
    scene = await FurnishedScene.start();
  });
  after(() => scene[Symbol.asyncDispose]());

  test('dialogs and menus keep the focus, give it back, and axe-core finds nothing', async (t) => {
    const overlays = new Overlays();
    for await (const { page, url } of everyPageOfProvisioning(scene, {})) {
      await refuseWrites(page);
      await openPage(page, url);
      await overlays.lookAtAll(page, url);
    }
    t.diagnostic(overlays.seen.join('\n'));
    assert.deepEqual(overlays.faults, []);
    assert.ok(overlays.seen.length >= LEAST_OVERLAYS, String(overlays.seen.length));
  });

  test('axe-core finds nothing while a button says why it is off', async () => {
    const faults: string[] = [];
    for await (const { page, url } of everyPageOfProvisioning(scene, {})) {
      await openPage(page, url);
      faults.push(...(await lookAtTooltip(page)).map((fault) => `${url}: ${fault}`));
    }
    assert.deepEqual(faults, []);
  });
});

/** Every button may be pressed: the server hears of none, but for what it would do. */
async function refuseWrites(page: Page): Promise<void> {
  const error = { kind: 'access', code: 'FORBIDDEN', message: 'Nothing is done here.' };
  await page.route('**/api/v1/**', (route) => {
    const request = route.request();
    const isHarmless = request.method() === 'GET' || request.postData()?.includes('"dryRun":true');
    return isHarmless ? route.continue() : route.fulfill({ status: 403, json: { error } });
  });
}
