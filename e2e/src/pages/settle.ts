import type { Page } from 'playwright-core';

/** Opens a page and waits until it is all there: its heading, what it asks for, and nothing that loads. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
}

/** Resolves when nothing on the page loads. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], [aria-label="Loading"]') === null,
  );
}
