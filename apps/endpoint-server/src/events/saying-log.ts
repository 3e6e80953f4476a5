import type { Say } from './endpoint-event.ts';

/** A log as the rooms below write it, for those who only hear events. */
export function sayingLog(say: Say) {
  return {
    info(): void {},
    error(detail: object, what: string): void {
      say({ kind: 'fault', what, seen: seenIn(detail) });
    },
  };
}

function seenIn(detail: object): string {
  const { err, ...facts } = detail as { readonly err?: unknown };
  const seen = err instanceof Error ? err.message : JSON.stringify(facts);
  return seen.slice(0, 1_000);
}
