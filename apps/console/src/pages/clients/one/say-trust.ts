import type { AnchorView } from '@causeway/contract/admin';

/** Enough of a digest to tell anchors apart. */
const SHOWN_DIGITS = 16;

/** The names of the trust anchors behind evidence: those that config.ini has, others by their digest. */
export function sayTrust(
  trust: string,
  anchors: readonly Pick<AnchorView, 'sha256' | 'name'>[],
  plain: string,
): string {
  if (trust === 'none') return plain;
  const nameOf = (sha256: string) => anchors.find((anchor) => anchor.sha256 === sha256)?.name;
  return trust
    .split('+')
    .map((sha256) => nameOf(sha256) ?? `${sha256.slice(0, SHOWN_DIGITS)}…`)
    .join(', ');
}
