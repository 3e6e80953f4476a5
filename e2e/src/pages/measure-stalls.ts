import type { Page } from 'playwright-core';

export interface Stalls {
  /** The longest time in which the page could not answer. */
  readonly longestMs: number;
  /** What its scripts hold, as Chromium says it. */
  readonly heapBytes: number;
}

interface Watched {
  longestMs?: number;
  readonly performance: { readonly memory?: { readonly usedJSHeapSize: number } };
}

/** Watches the documents that are opened from now on. @returns what the one that is open came to */
export async function measureStalls(page: Page): Promise<() => Promise<Stalls>> {
  await page.addInitScript(() => {
    const watched = globalThis as unknown as Watched;
    const note = (list: PerformanceObserverEntryList) => {
      for (const { duration } of list.getEntries())
        watched.longestMs = Math.max(watched.longestMs ?? 0, duration);
    };
    new PerformanceObserver(note).observe({ type: 'longtask', buffered: true });
  });
  return () =>
    page.evaluate(() => {
      const { longestMs = 0, performance } = globalThis as unknown as Watched;
      return { longestMs, heapBytes: performance.memory?.usedJSHeapSize ?? 0 };
    });
}
