import type { Offer } from '@causeway/contract/upstream-messages';
import type { LocalServing, ServingState } from '../state/serving-state.ts';

/** Something that can be served, whole. */
export type Target =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'offer'; readonly offer: Offer }
  | { readonly kind: 'local'; readonly local: LocalServing };

/** Two targets of one name are the same. */
export function nameOf(target: Target): string {
  switch (target.kind) {
    case 'nothing':
      return 'nothing';
    case 'offer':
      return `offer ${target.offer.number}`;
    case 'local':
      return `local change ${target.local.number}`;
  }
}

/** What is to be served, the best first: each where the one before cannot be. Never empty. */
export function targetsOf({ standing, local, newest, applied }: ServingState): readonly Target[] {
  if (standing !== 'authorized') return [{ kind: 'nothing' }];
  const offers = [newest, applied].filter((offer) => offer !== null).map(toTarget);
  if (local === null) return distinct([...offers, { kind: 'nothing' }]);
  const own: Target = { kind: 'local', local };
  // The platform planned it after the local change, so it is the platform's last word on it.
  const isOverruled = newest !== null && newest.number > local.offer;
  const [best, ...others] = offers;
  if (isOverruled && best !== undefined) return distinct([best, own, ...others]);
  return distinct([own, ...offers]);
}

function toTarget(offer: Offer): Target {
  return { kind: 'offer', offer };
}

function distinct(targets: readonly Target[]): Target[] {
  return targets.filter(
    (one, index) => targets.findIndex((other) => nameOf(other) === nameOf(one)) === index,
  );
}
