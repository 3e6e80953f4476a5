import type { PublicCertificate } from '@causeway/certificates';
import { type ChangeRecord, type SitesPlan, siteKindName } from '@causeway/changes';
import type { CertificateId } from '@causeway/contract';

/**
 * Renewed when a third of the lifetime is left: Let's Encrypt's advice, and what certmagic does. It leaves the fleet that
 * third to cross when the trust anchor changes.
 */
const RENEWED_AT_SHARE_LEFT = 1 / 3;

/** Long enough for whoever mends what was in the way; a renewal leaves a third of a lifetime for it. */
const FIRST_REST_MS = 900_000;
/** A day between tries is once for each morning on which somebody may look. */
const LONGEST_REST_MS = 86_400_000;
/** Of one tenant, the newest that have to be known: with so many tries in vain the rest has reached its longest. */
export const TRIES_KNOWN = 1 + Math.ceil(Math.log2(LONGEST_REST_MS / FIRST_REST_MS));

/** What is to be done about certificates and those that follow them. */
export interface RenewalPlan {
  /** To be issued anew by the internal CA. */
  readonly renew: readonly PublicCertificate[];
  /** Issued already; to be given to the tenants of the one before. */
  readonly replace: readonly Succession[];
}

export interface Succession {
  readonly before: PublicCertificate;
  readonly after: PublicCertificate;
}

/** Milliseconds since 1970. */
export function renewalDueAt({
  notBefore,
  notAfter,
}: Pick<PublicCertificate, 'notBefore' | 'notAfter'>): number {
  return notAfter - (notAfter - notBefore) * RENEWED_AT_SHARE_LEFT;
}

/** Pure. `used`: the certificates that tenants have in force, or that are about to be. */
export function planRenewals(
  certificates: readonly PublicCertificate[],
  used: ReadonlySet<CertificateId>,
  now: number,
): RenewalPlan {
  const automatic = certificates.filter(({ id, renewal }) => renewal === 'automatic' && used.has(id));
  return {
    renew: automatic.filter(
      (one) =>
        one.origin === 'internal' &&
        renewalDueAt(one) <= now &&
        successorOf(one, certificates, now) === undefined,
    ),
    replace: automatic.flatMap((before) => {
      const after = successorOf(before, certificates, now);
      return after === undefined ? [] : [{ before, after }];
    }),
  };
}

/** The newest that was made to follow it and has not ended itself. */
function successorOf(
  { id }: PublicCertificate,
  certificates: readonly PublicCertificate[],
  now: number,
): PublicCertificate | undefined {
  return certificates.findLast(({ renews, notAfter }) => renews === id && notAfter > now);
}

/**
 * From when on the certificate before may be replaced: at once, after a rest that doubles with each try in vain, or not
 * (Infinity) before an admin acts, who does so by another change of these tenants. A newer successor begins anew.
 * @param changes of the tenants that have the certificate before, newest first
 */
export function replaceableFrom(succession: Succession, changes: readonly ChangeRecord[]): number {
  const next = changes.findIndex((change) => !isReplacement(change, succession));
  const tries = next === -1 ? changes : changes.slice(0, next);
  const [last] = tries;
  if (last === undefined || last.state === 'done') return Number.NEGATIVE_INFINITY;
  if (last.state !== 'undone' || isStopped(last)) return Number.POSITIVE_INFINITY;
  const restMs = Math.min(FIRST_REST_MS * 2 ** (tries.length - 1), LONGEST_REST_MS);
  return (last.endedAt ?? last.requestedAt) + restMs;
}

function isReplacement({ kind, plan }: ChangeRecord, { before, after }: Succession): boolean {
  if (kind !== siteKindName) return false;
  // Plans of this kind are made by planSite alone.
  const { sites } = plan as SitesPlan;
  return sites.some(
    ({ previous, desired }) => previous.certificateId === before.id && desired.certificateId === after.id,
  );
}

/** By an admin; what fails is put back with another code. */
export function isStopped({ error }: Pick<ChangeRecord, 'error'>): boolean {
  return error?.code === 'CHANGE_STOPPED';
}

/** `acme-2026` is followed by `acme-2026.2`, that by `acme-2026.3`; names that are taken are passed over. */
export function nameOfSuccessor(name: string, taken: ReadonlySet<string>): string {
  const [, base = name, count = '1'] = /^(.*)\.(\d{1,9})$/.exec(name) ?? [];
  for (let next = Number(count) + 1; ; next++) {
    const candidate = `${base}.${next}`;
    if (!taken.has(candidate)) return candidate;
  }
}
