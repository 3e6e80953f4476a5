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

const missing = missingForScene();

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
      const { unreached, unseen } = await walk(page);
      assert.deepEqual({ url, unreached, unseen }, { url, unreached: [], unseen: [] });
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
  const { unreached, unseen } = await walk(page);
  assert.deepEqual({ url, unreached, unseen }, { url, unreached: [], unseen: [] });
}

/** More stops than any page has. */
const MOST_STOPS = 400;

/** Presses Tab from the top until it comes round, and compares where it stopped with what can be used. */
async function walk(page: Page): Promise<{ unreached: string[]; unseen: string[] }> {
  const expected = await page.evaluate(markUsable);
  const reached = new Set<string>();
  const unseen: string[] = [];
  let last: string | undefined;
  for (let stop = 0; stop < MOST_STOPS && reached.size < expected.length; stop++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(describeFocus);
    // A field for a time has a stop for each of its parts.
    if (at === undefined || at.mark === last) continue;
    if (reached.has(at.mark)) break;
    last = at.mark;
    reached.add(at.mark);
    if (!at.isVisible) unseen.push(at.mark);
  }
  return { unreached: expected.filter((mark) => !reached.has(mark)), unseen };
}

/** Gives each element that can be used a number; of a group of radio buttons the keyboard stops at one. */
function markUsable(): string[] {
  const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const groups = new Set<string>();
  const marks: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(usable)) {
    const { name = '', type = '' } = element as HTMLInputElement;
    const isHidden = element.closest('[inert], [aria-hidden="true"]') !== null || element.tabIndex < 0;
    const isOff = element.matches(':disabled') || type === 'hidden';
    if (isHidden || isOff || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (type === 'radio') {
      const group = [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${name}"]`)];
      const stop = group.find(({ checked }) => checked);
      if (groups.has(name) || (stop !== undefined && stop !== element)) continue;
      groups.add(name);
    }
    const mark = `${marks.length} <${element.tagName.toLowerCase()}> ${element.ariaLabel ?? element.textContent?.slice(0, 40) ?? ''}`;
    element.dataset.mark = mark;
    marks.push(mark);
  }
  return marks;
}

function describeFocus(): { mark: string; isVisible: boolean } | undefined {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return undefined;
  // What is drawn of a choice may be its label alone.
  const drawn = (element instanceof HTMLInputElement && element.labels?.[0]) || element;
  const { width, height } = drawn.getBoundingClientRect();
  const mark = element.dataset.mark ?? `unexpected <${element.tagName.toLowerCase()}>`;
  return { mark, isVisible: width > 0 && height > 0 };
}
