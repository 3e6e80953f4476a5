import type { BrowserContext, Page } from 'playwright-core';
import { pagesOfPlatform, pagesOfProvisioning } from './all-pages.ts';
import type { FurnishedScene } from './furnished-scene.ts';

type Options = NonNullable<Parameters<FurnishedScene['browser']['open']>[0]>;

/** Every page of both sites, one after the other, signed in. */
export async function* everyPage(
  scene: FurnishedScene,
  options: Options,
): AsyncGenerator<{ page: Page; url: string }> {
  yield* everyPageOfProvisioning(scene, options);
  const { context, page } = await scene.browser.open(options);
  await using _closed = closing(context);
  await scene.signInToPlatform(page);
  for (const { path } of await pagesOfPlatform(scene)) yield { page, url: `${scene.platform}${path}` };
}

/** Those of provisioning, which has all that a platform has but its dashboard. */
export async function* everyPageOfProvisioning(
  scene: FurnishedScene,
  options: Options,
): AsyncGenerator<{ page: Page; url: string }> {
  const { context, page } = await scene.browser.open(options);
  await using _closed = closing(context);
  await scene.signInToProvisioning(page);
  for (const { path } of await pagesOfProvisioning(scene))
    yield { page, url: `${scene.provisioning}${path}` };
}

function closing(context: BrowserContext): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => context.close() };
}
