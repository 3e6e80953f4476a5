import { type ClientState, NOTHING_YET } from '../core/client-state.ts';
import { formatSealed, parseSealed } from './sealed-text.ts';

export function formatState(state: ClientState): string {
  return formatSealed(state);
}

/** Undefined unless the text is whole. */
export function parseState(text: string): ClientState | undefined {
  const state = parseSealed(text);
  // Whole, so it is what we wrote, be it before some fields were known.
  return state === undefined ? undefined : { ...NOTHING_YET, ...(state as ClientState) };
}
