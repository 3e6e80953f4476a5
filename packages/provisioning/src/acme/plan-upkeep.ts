import { type AcmeOrder, isOrderOver } from '@causeway/acme';
import type { RenewalPolicy } from '@causeway/certificates';
import type { CertificateId } from '@causeway/contract';

/** What is to be done about the certificates that came by ACME. */
export interface Upkeep {
  /** The CA is to be asked when these are to be renewed. */
  readonly ask: readonly AcmeOrder[];
  readonly renew: readonly AcmeOrder[];
  /** Over for long, and of no certificate that is kept. */
  readonly forget: readonly AcmeOrder[];
}

/** A renewal that failed for good is begun anew after this; orders have tried for half a day by then. */
const RENEW_AGAIN_MS = 86_400_000;
/** A CA whose window lies in the past for whatever it issues does not make us ask for one certificate after another. */
const LEAST_AGE_MS = 3_600_000;
/** For as long as that somebody may ask what became of an order. */
const KEPT_MS = 90 * 86_400_000;

/** A certificate as far as its upkeep needs it. */
export interface Kept {
  readonly renewal: RenewalPolicy;
  readonly isUsed: boolean;
}

/** @param kept the certificates that there are: what nobody uses is not renewed by itself */
export function planUpkeep(
  orders: readonly AcmeOrder[],
  kept: ReadonlyMap<CertificateId, Kept>,
  now: number,
): Upkeep {
  const isRenewed = (id: CertificateId) =>
    kept.get(id)?.isUsed === true && kept.get(id)?.renewal === 'automatic';
  const current = orders.filter(
    ({ state, certificateId }) =>
      state === 'done' && isRenewed(certificateId) && !hasSuccessor(certificateId, orders, now),
  );
  return {
    ask: current.filter(({ renewal }) => renewal === null || renewal.askAgainAt <= now),
    renew: current.filter(
      ({ renewal, endedAt }) =>
        renewal !== null && renewal.renewAt <= now && (endedAt ?? 0) + LEAST_AGE_MS <= now,
    ),
    forget: orders.filter(
      ({ certificateId, endedAt }) =>
        endedAt !== null && endedAt + KEPT_MS <= now && !kept.has(certificateId),
    ),
  };
}

function hasSuccessor(id: CertificateId, orders: readonly AcmeOrder[], now: number): boolean {
  return orders.some(
    ({ renews, state, endedAt }) =>
      renews === id &&
      (state === 'done' || !isOrderOver(state) || (endedAt !== null && now - endedAt < RENEW_AGAIN_MS)),
  );
}
