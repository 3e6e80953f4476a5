import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { ChangeView } from '@causeway/contract/admin';
import type { Locator, Page } from 'playwright-core';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';
import { until } from '../demo/until.ts';
import { addLargeFleet, nameOf } from './large-fleet.ts';
import { measureStalls } from './measure-stalls.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { openPage } from './settle.ts';
import { signIn } from './sign-in.ts';

const CLIENTS = 100_000;
const LIMIT_MS = 60_000;
/** A hundred pages come one after the other, on a machine that may be busy. */
const END_LIMIT_MS = 150_000;
const MOST_DRAWN_ROWS = 200;
/** Between two looks at a list that goes on. */
const POLL_MS = 250;
/** Half a second is what one notices; a busy machine takes longer. */
const MOST_STALL_MS = 2_000;
const MOST_HEAP_BYTES = 400_000_000;

const missing = missingBrowser();

describe(`a list of ${CLIENTS} rows is gone through by keyboard, wheel and drag`, {
  skip: missing ?? false,
}, () => {
  let installation: Installation;
  let browser: RealBrowser;
  before(async () => {
    installation = await Installation.start();
    await furnish(installation);
    const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
    browser = await RealBrowser.start([anchor]);
  });
  after(async () => {
    await browser[Symbol.asyncDispose]();
    await installation[Symbol.asyncDispose]();
  });

  const lists = [
    { path: '/computers', label: 'Computer Systems' },
    { path: '/clients', label: 'Clients' },
    { path: '/crossing', label: 'Clients, with the cause and the remedy of each' },
  ];
  for (const { path, label } of lists)
    test(`${path}: ${label}`, async (t) => {
      const { context, page } = await browser.open();
      const base = `https://localhost:${installation.consolePort}`;
      await signIn(page, base, { name: installation.admin, password: installation.password });
      const stalls = await measureStalls(page);
      await openPage(page, `${base}/tenants/acme${path}`);
      await goThrough(t, page, page.getByRole('region', { name: label, exact: true }));
      const { longestMs, heapBytes } = await stalls();
      t.diagnostic(`at most ${Math.round(longestMs)} ms at a time, ${Math.round(heapBytes / 1e6)} MB`);
      assert.ok(longestMs < MOST_STALL_MS, `${longestMs} ms`);
      assert.ok(heapBytes > 0 && heapBytes < MOST_HEAP_BYTES, `${heapBytes} bytes`);
      await context.close();
    });
});

async function furnish(installation: Installation): Promise<void> {
  const { httpPort, httpsPort } = installation;
  const api = new Api(installation);
  await api.must('POST', '/tenants', { name: 'acme', hostname: 'acme.localhost', httpPort, httpsPort });
  await api.must('POST', '/certificates/self-signed', { name: 'acme-2026', hostnames: ['acme.localhost'] });
  await api.must('POST', '/tenants/acme/site', { binding: 'http+https', certificate: 'acme-2026' });
  const changes = () => api.must<ChangeView[]>('GET', '/changes');
  await until('the change is done', LIMIT_MS, changes, ([change]) => change?.state === 'done');
  await addLargeFleet({ installation, api }, 'acme', CLIENTS);
}

/** Down by the keyboard and the wheel, to the middle at once, to the end and back. */
async function goThrough(t: TestContext, page: Page, frame: Locator): Promise<void> {
  const first = await shown(frame, (number) => number === 1);
  await frame.focus();
  await page.keyboard.press('PageDown');
  const below = await shown(frame, (number) => number > first + 20);
  await frame.hover();
  await page.mouse.wheel(0, 3_000);
  await shown(frame, (number) => number > below + 30);
  // As the handle of the scroll bar, which a browser without a window does not draw.
  await frame.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  let began = performance.now();
  await shown(frame, (number) => number > CLIENTS * 0.45 && number < CLIENTS * 0.55);
  t.diagnostic(`the middle is there after ${Math.round(performance.now() - began)} ms`);
  began = performance.now();
  await shown(frame, (number) => number === CLIENTS, 'End');
  t.diagnostic(`the end is there ${Math.round(performance.now() - began)} ms after that`);
  await shown(frame, (number) => number === 1, 'Home');
}

/**
 * Waits until a row of such a number is drawn with its name, while the key is pressed again and again.
 * @returns the number of the first that is drawn so
 */
async function shown(frame: Locator, isIt: (number: number) => boolean, key?: string): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < END_LIMIT_MS) {
    if (key !== undefined) await frame.press(key);
    const rows = await drawnRows(frame);
    assert.ok(rows.length < MOST_DRAWN_ROWS, `${rows.length} rows are drawn`);
    const named = rows.filter(({ text }) => text.startsWith('PC-'));
    for (const { number, text } of named) assert.equal(text.slice(0, nameOf(1).length), nameOf(number));
    const [first] = named;
    if (first !== undefined && named.some(({ number }) => isIt(number))) return first.number;
    await setTimeout(POLL_MS);
  }
  throw new Error(`no such row came within ${END_LIMIT_MS} ms`);
}

/** Rows but the heading: their numbers by `aria-rowindex`, which counts the heading, and what they say. */
function drawnRows(frame: Locator): Promise<{ number: number; text: string }[]> {
  return frame
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => ({ number: Number(row.ariaRowIndex) - 1, text: row.textContent ?? '' })).slice(1),
    );
}
