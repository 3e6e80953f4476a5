import { CausewayError } from '@causeway/errors';

/** Why something is not as it should be. */
export interface Trouble {
  readonly code: string;
  readonly seen: string;
}

/** What the messages of the upstream take. */
const MOST_SEEN = 1_000;

export function troubleOf(error: unknown): Trouble {
  if (error instanceof CausewayError) {
    return { code: error.code, seen: (error.seen ?? error.message).slice(0, MOST_SEEN) };
  }
  // A TransportFailure has a code of the same form.
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'FAULT';
  const seen = error instanceof Error ? error.message : String(error);
  return { code: /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : 'FAULT', seen: seen.slice(0, MOST_SEEN) };
}
