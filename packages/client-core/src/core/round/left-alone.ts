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
 * No other address would say anything else. Not where HTTPS is proven and this is HTTP: whoever sits in between could
 * end every round so. Nor for want of a file: the client itself is welcome.
 */
export function isFinal({ use }: Road, { code, isBusy }: Refusal): boolean {
  if (use === 'config' || code === 'CONFIG_NOT_PUBLISHED') return false;
  return isBusy || code === 'CLIENT_RETIRED' || code === 'CLIENT_UNKNOWN';
}
