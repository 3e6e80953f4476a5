import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { Installation } from '../constellation/installation.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { signIn, tryToSignIn } from './sign-in.ts';

/** What a browser may have to load, compressed, until somebody has signed in and is at the first page. */
const MOST_SCRIPT_BYTES = 200_000;
/** The same before anybody is signed in. */
const MOST_FIRST_SCRIPT_BYTES = 110_000;
const MOST_FIRST_STYLE_BYTES = 15_000;
/** What there is to ask for until the form is there: each one more is a way to the server and back. */
const firstRequests = ['/', '/api/v1/me', '/api/v1/site', 'script', 'stylesheet'];
const LAST_REQUEST = '/api/v1/me';

test('the form to sign in takes little to load, and needs nothing of what comes after it', {
  skip: missingBrowser() ?? false,
}, async (t) => {
  await using installation = await Installation.start();
  const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
  await using browser = await RealBrowser.start([anchor]);
  const { page } = await browser.open();
  const files = watchFiles(page);
  const held = Promise.withResolvers<void>();
  // What is fetched for later does not come before the form is there.
  await page.route('**/assets/*', async (route) => {
    if (files.asked().includes(LAST_REQUEST)) await held.promise;
    await route.continue();
  });
  const started = performance.now();
  const { admin: name, password, consolePort } = installation;
  await page.goto(`https://localhost:${consolePort}/`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  t.diagnostic(`${files.bytes('script')} bytes of script and ${files.bytes('stylesheet')} of style`);
  t.diagnostic(`there after ${Math.round(performance.now() - started)} ms`);
  const asked = files.asked();
  assert.deepEqual(asked.slice(0, asked.indexOf(LAST_REQUEST) + 1).toSorted(), firstRequests);
  requireAtMost(files.bytes('script'), MOST_FIRST_SCRIPT_BYTES);
  requireAtMost(files.bytes('stylesheet'), MOST_FIRST_STYLE_BYTES);
  await tryToSignIn(page, { name, password: `not ${password}` });
  await page.getByRole('alert').waitFor();
  assert.deepEqual(await page.evaluate(findUnstyled), []);
  held.resolve();
  await signIn(page, `https://localhost:${consolePort}/tenants`, { name, password });
  await page.getByRole('heading', { name: 'No tenant yet' }).waitFor();
  t.diagnostic(`${files.bytes('script')} bytes of script with the page behind the form`);
  requireAtMost(files.bytes('script'), MOST_SCRIPT_BYTES);
});

function requireAtMost(bytes: number, most: number): void {
  assert.ok(bytes > 0 && bytes <= most, `${bytes} bytes`);
}

/** What a page asked for, in order, and how large what came was on its way. */
function watchFiles(page: Page) {
  const asked: string[] = [];
  const sizes = new Map<string, { type: string; bytes: number }>();
  page.on('request', (request) => asked.push(describe(request)));
  page.on('response', (response) => {
    const type = response.request().resourceType();
    if (type !== 'script' && type !== 'stylesheet') return;
    const { 'content-length': length = '', 'content-encoding': encoding = 'as it is' } = response.headers();
    assert.ok(encoding === 'br' || Number(length) < 1024, `${response.url()} comes ${encoding}`);
    sizes.set(response.url(), { type, bytes: Number(length) });
  });
  return {
    asked: (): readonly string[] => asked,
    bytes: (type: 'script' | 'stylesheet') =>
      [...sizes.values()].filter((one) => one.type === type).reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function describe(request: Request): string {
  const type = request.resourceType();
  return type === 'script' || type === 'stylesheet' ? type : new URL(request.url()).pathname;
}

/** The classes of Mantine on this page that no rule is about: the first page brings the styles of what it shows alone. */
function findUnstyled(): string[] {
  const used = [...document.querySelectorAll('[class]')].flatMap(({ classList }) => [...classList]);
  const rules = [...document.styleSheets].flatMap(({ cssRules }) =>
    [...cssRules].map(({ cssText }) => cssText),
  );
  const text = rules.join('\n');
  return [...new Set(used)].filter((name) => /^m_/.test(name) && !text.includes(`.${name}`));
}
