import type { Refusal } from '../refusal.ts';
import type { Road } from '../road.ts';

/** The server asks to be left alone: the round ends here. */
export class LeftAlone extends Error {
  override readonly name = 'LeftAlone';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/**
 * A server that has no time, or does not want this client, has the last word: a fleet that turns to the next one because
 * its own is overloaded would take that one down as well. Not where HTTPS is proven and this is HTTP: whoever sits in
 * between could end every round so. Nor for want of a file, where the client itself is welcome; nor for want of a
 * platform to ask about it, which another endpoint server may have.
 */
export function isFinal({ use }: Road, { code, isBusy }: Refusal): boolean {
  if (use === 'config' || code === 'CONFIG_NOT_PUBLISHED' || code === 'UPSTREAM_UNREACHABLE') return false;
  return isBusy || code === 'CLIENT_RETIRED' || code === 'CLIENT_UNKNOWN';
}
