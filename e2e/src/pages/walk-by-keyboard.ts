import type { Page } from 'playwright-core';

/** More stops than any page has. */
const MOST_STOPS = 400;

export interface Walked {
  /** What can be used and was not come to. */
  readonly unreached: string[];
  /** Stops that are not drawn. */
  readonly unseen: string[];
  /** Stops that look as they do without the focus. */
  readonly unmarked: string[];
  /** Stops that were come to before one that stands before them in the document. */
  readonly early: string[];
}

/** Presses Tab from the top until it comes round, and compares where it stopped with what can be used. */
export async function walk(page: Page): Promise<Walked> {
  const expected = await page.evaluate(markUsable);
  const reached = new Set<string>();
  const unseen: string[] = [];
  const unmarked: string[] = [];
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
    if (!at.isMarked) unmarked.push(at.mark);
  }
  const unreached = expected.filter((mark) => !reached.has(mark));
  return { unreached, unseen, unmarked, early: earlyOf([...reached], expected) };
}

/** A page that puts the focus somewhere has the walk begin there: it goes round once. */
function earlyOf(reached: readonly string[], expected: readonly string[]): string[] {
  const places = reached.map((mark) => expected.indexOf(mark)).filter((place) => place >= 0);
  const top = places.indexOf(Math.min(...places));
  const fromTop = [...places.slice(top), ...places.slice(0, top)];
  return fromTop
    .filter((place, stop) => place > (fromTop[stop + 1] ?? place))
    .map((place) => expected[place] ?? '');
}

/** How something looks, for functions that run in the page. */
interface Looking {
  lookOf: (element: HTMLElement) => string;
}

/** Gives each element that can be used a number; of a group of radio buttons the keyboard stops at one. */
function markUsable(): string[] {
  const looking = globalThis as unknown as Looking;
  // What shows the focus may be drawn by what is around or beside a field.
  looking.lookOf = (element) =>
    [element, element.parentElement, element.nextElementSibling]
      .filter((drawn) => drawn !== null)
      .map((drawn) => getComputedStyle(drawn))
      .map(({ outline, outlineStyle, boxShadow, borderColor }) =>
        [outlineStyle === 'none' ? '' : outline, boxShadow, borderColor].join(),
      )
      .join();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
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
    element.dataset.look = looking.lookOf(element);
    marks.push(mark);
  }
  return marks;
}

function describeFocus(): { mark: string; isVisible: boolean; isMarked: boolean } | undefined {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return undefined;
  // What is drawn of a choice may be its label alone.
  const drawn = (element instanceof HTMLInputElement && element.labels?.[0]) || element;
  const { width, height } = drawn.getBoundingClientRect();
  const mark = element.dataset.mark ?? `unexpected <${element.tagName.toLowerCase()}>`;
  // What comes slowly is there at once.
  for (const animation of document.getAnimations())
    if (animation instanceof CSSTransition) animation.finish();
  const isMarked = (globalThis as unknown as Looking).lookOf(element) !== element.dataset.look;
  return { mark, isVisible: width > 0 && height > 0, isMarked };
}
