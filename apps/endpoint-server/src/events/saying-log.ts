import type { Say } from './endpoint-event.ts';

/** The same fault is said again after this long: a disk that is full is met every second, and may be where this is written. */
const SAID_AGAIN_AFTER_MS = 60_000;

/** A log as the rooms below write it, for those who only hear events. */
export function sayingLog(say: Say, now: () => number) {
  const said = new Map<string, number>();
  return {
    info(): void {},
    error(detail: object, what: string): void {
      const at = said.get(what);
      if (at !== undefined && Math.abs(now() - at) < SAID_AGAIN_AFTER_MS) return;
      said.set(what, now());
      say({ kind: 'fault', what, seen: seenIn(detail) });
    },
  };
}

function seenIn(detail: object): string {
  const { err, ...facts } = detail as { readonly err?: unknown };
  const seen = err instanceof Error ? err.message : JSON.stringify(facts);
  return seen.slice(0, 1_000);
}
