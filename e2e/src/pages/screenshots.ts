import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ListedPage, pagesOfPlatform, pagesOfProvisioning } from './all-pages.ts';
import { FurnishedScene, missingForScene } from './furnished-scene.ts';
import { openPage } from './settle.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'screenshots');
const themes = ['light', 'dark'] as const;
const devices = [
  { device: 'desktop', viewport: { width: 1280, height: 800 } },
  { device: 'phone', viewport: { width: 360, height: 740 } },
] as const;

const missing = missingForScene();
if (missing !== undefined) throw new Error(missing);
await mkdir(folder, { recursive: true });
await using scene = await FurnishedScene.start();
const sites = [
  { site: 'provisioning', base: scene.provisioning, pages: await pagesOfProvisioning(scene) },
  { site: 'platform', base: scene.platform, pages: await pagesOfPlatform(scene) },
] as const;
for (const theme of themes)
  for (const { device, viewport } of devices)
    for (const { site, base, pages } of sites) {
      const { context, page } = await scene.browser.open({ viewport, colorScheme: theme });
      await (site === 'provisioning' ? scene.signInToProvisioning(page) : scene.signInToPlatform(page));
      for (const { name, path } of pages) await take({ name, path }, `${site}-${theme}-${device}`, base);
      await context.close();

      async function take({ name, path }: ListedPage, suffix: string, at: string): Promise<void> {
        await openPage(page, `${at}${path}`);
        const file = join(folder, `${name}-${suffix}.png`);
        await page.screenshot({ path: file, fullPage: true });
        console.info(file);
      }
    }
