import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { Installation } from '../constellation/installation.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { signIn } from './sign-in.ts';

/** What the first page may make a browser load, compressed, before anything can be done on it. */
const MOST_SCRIPT_BYTES = 200_000;

test('the first page needs at most 200 KB of script, compressed', {
  skip: missingBrowser() ?? false,
}, async (t) => {
  await using installation = await Installation.start();
  const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
  await using browser = await RealBrowser.start([anchor]);
  const { page } = await browser.open();
  const scripts = watchScripts(page);
  const started = performance.now();
  const { admin: name, password, consolePort } = installation;
  await page.goto(`https://localhost:${consolePort}/`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  t.diagnostic(
    `${scripts.bytes()} bytes of script, there after ${Math.round(performance.now() - started)} ms`,
  );
  await signIn(page, `https://localhost:${consolePort}/tenants`, { name, password });
  await page.getByRole('heading', { name: 'No tenant yet' }).waitFor();
  assert.ok(scripts.bytes() > 0 && scripts.bytes() <= MOST_SCRIPT_BYTES, `${scripts.bytes()} bytes`);
});

function watchScripts(page: Page): { bytes(): number } {
  const sizes = new Map<string, number>();
  page.on('response', (response) => {
    const { 'content-length': length = '', 'content-encoding': encoding } = response.headers();
    if (!response.url().endsWith('.js')) return;
    assert.ok(
      encoding === 'br' || Number(length) < 1024,
      `${response.url()} comes ${encoding ?? 'as it is'}`,
    );
    sizes.set(response.url(), Number(length));
  });
  return { bytes: () => [...sizes.values()].reduce((sum, size) => sum + size, 0) };
}
