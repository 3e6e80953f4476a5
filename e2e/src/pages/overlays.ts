import type { Locator, Page } from 'playwright-core';
import { violationsOf } from './axe.ts';
import { openPage } from './settle.ts';

/** For what moves the focus after an overlay was opened or closed. */
const FOCUS_LIMIT_MS = 5_000;
/** More stops than the keyboard has in a dialog: it comes round. */
const STOPS = 12;
/** These close what they are in. */
const closers = new Set(['Close', 'Cancel', 'Keep it']);

/** Opens whatever can be opened by a button, and by a button in that, and looks at it. */
export class Overlays {
  /** What was looked at: where, and by which buttons it was opened. */
  readonly seen: string[] = [];
  readonly faults: string[] = [];
  /** Buttons that were pressed: what has the same name elsewhere opens the same, or nothing. */
  readonly #pressed = new Set<string>();

  async lookAtAll(page: Page, url: string): Promise<void> {
    for (const name of await namesIn(page.locator('body'))) {
      if (this.#pressed.has(name)) continue;
      this.#pressed.add(name);
      await this.#lookAtOne(page, url, name);
    }
  }

  async #lookAtOne(page: Page, url: string, name: string): Promise<void> {
    const opener = await findNamed(page.locator('body'), name);
    const before = await describeAll(page);
    if (opener === undefined) return;
    if (!(await opens(page, opener))) {
      if ((await describeAll(page)) !== before) await openPage(page, url);
      return;
    }
    await this.#look(page, `${url} > ${name}`);
    const inside = await namesIn(overlaysOf(page).last());
    await this.#close(page, `${url} > ${name}`, opener);
    for (const inner of inside) await this.#lookInside(page, url, { name, inner });
  }

  /** What is opened by something in an overlay, such as an entry of a menu. */
  async #lookInside(page: Page, url: string, { name, inner }: Inner): Promise<void> {
    if (closers.has(inner) || this.#pressed.has(`${name} > ${inner}`)) return;
    this.#pressed.add(`${name} > ${inner}`);
    const opener = await findNamed(page.locator('body'), name);
    if (opener === undefined || !(await opens(page, opener))) return openPage(page, url);
    const overlay = overlaysOf(page).last();
    const before = await titleOf(overlay);
    await (await findNamed(overlay, inner))?.click();
    await shown(page);
    const isOther =
      (await overlaysOf(page).count()) > 0 && (await titleOf(overlaysOf(page).last())) !== before;
    if (isOther) {
      await this.#look(page, `${url} > ${name} > ${inner}`);
      await this.#close(page, `${url} > ${name} > ${inner}`, undefined);
    }
    await openPage(page, url);
  }

  async #look(page: Page, where: string): Promise<void> {
    this.seen.push(where);
    const overlay = overlaysOf(page).last();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      this.#note(where, await violationsOf(page));
    }
    await page.emulateMedia({ colorScheme: 'light' });
    for (let stop = 0; stop < STOPS; stop++) {
      if (!(await overlay.evaluate((element) => element.contains(document.activeElement))))
        return this.#note(where, [`the focus is outside after ${stop} stops`]);
      if ((await overlay.getAttribute('role')) === 'dialog') await page.keyboard.press('Tab');
    }
    this.#note(where, await lookAtTooltip(page, overlay));
  }

  /** `opener` has the focus again; of what was opened out of another overlay, anything has that can be used. */
  async #close(page: Page, where: string, opener: Locator | undefined): Promise<void> {
    const count = await overlaysOf(page).count();
    await page.keyboard.press('Escape');
    const isDone = async () =>
      (await overlaysOf(page).count()) === count - 1 &&
      (opener === undefined
        ? await page.evaluate(() => document.activeElement !== document.body)
        : await opener.evaluate((element) => element === document.activeElement));
    const began = performance.now();
    while (!(await isDone()))
      if (performance.now() - began > FOCUS_LIMIT_MS)
        return this.#note(where, ['Escape does not close it and give the focus back']);
  }

  #note(where: string, faults: readonly string[]): void {
    this.faults.push(...faults.map((fault) => `${where}: ${fault}`));
  }
}

/** What axe-core says while the first button that is off says why. */
export async function lookAtTooltip(page: Page, within: Locator = page.locator('body')): Promise<string[]> {
  const off = within.getByRole('button', { disabled: true }).and(page.locator('[aria-describedby]')).first();
  if ((await off.count()) === 0) return [];
  await off.focus();
  await page.getByRole('tooltip').waitFor();
  const faults = await violationsOf(page);
  await off.blur();
  await page.getByRole('tooltip').waitFor({ state: 'hidden' });
  return faults;
}

function overlaysOf(page: Page): Locator {
  return page
    .getByRole('dialog')
    .or(page.getByRole('menu'))
    .or(page.getByRole('listbox'))
    .filter({ visible: true });
}

/** What in there could open something: neither links, nor what sends a form, nor what is off. */
function usableIn(place: Locator): Locator {
  return place.locator(
    'button:visible:not([type="submit"]):not(:disabled):not([aria-disabled="true"]):not(a)',
  );
}

/** What the usable ones there say, without numbers, which change from one moment to the next. */
function namesIn(place: Locator): Promise<string[]> {
  return usableIn(place).evaluateAll((buttons) =>
    buttons.map((button) => (button.ariaLabel ?? button.textContent ?? '').replaceAll(/\d+/g, '#')),
  );
}

async function findNamed(place: Locator, name: string): Promise<Locator | undefined> {
  const index = (await namesIn(place)).indexOf(name);
  return index === -1 ? undefined : usableIn(place).nth(index);
}

/** Presses it. @returns whether an overlay opened; that has the focus then, or never takes it. */
async function opens(page: Page, opener: Locator): Promise<boolean> {
  await opener.click();
  await shown(page);
  if ((await overlaysOf(page).count()) === 0) return false;
  await page
    .waitForFunction(() => document.activeElement?.closest('[role]') !== null, undefined, {
      timeout: FOCUS_LIMIT_MS,
    })
    .catch(() => {});
  return true;
}

/** Resolves when the browser has shown what the press of a button asks of it. */
async function shown(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

interface Inner {
  readonly name: string;
  readonly inner: string;
}

/** Whether a button did something is seen by the address and by what else can be pressed. */
async function describeAll(page: Page): Promise<string> {
  return [page.url(), ...(await namesIn(page.locator('body')))].join();
}

function titleOf(overlay: Locator): Promise<string> {
  return overlay.evaluate((element) => element.textContent?.slice(0, 60) ?? '');
}
