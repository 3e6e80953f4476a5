import { type Role, roles } from '@causeway/contract/admin';
import type { OpenIdSettings } from '../../provisioning-store.ts';

/** The highest role that a value of the claim gives; undefined when none does. */
export function roleOfClaims(
  claims: Readonly<Record<string, unknown>>,
  { roleClaim, roles: values }: Pick<OpenIdSettings, 'roleClaim' | 'roles'>,
): Role | undefined {
  // One value may be given as it is, several as a list.
  const given = Object.hasOwn(claims, roleClaim) ? [claims[roleClaim]].flat() : [];
  return roles.findLast((role) => values[role].some((value) => given.includes(value)));
}

/** How a user is called that comes for the first time: as they are known there, without what names here cannot have. */
export function nameOfClaims(claims: Readonly<Record<string, unknown>>, subject: string): string {
  const known = [claims.preferred_username, claims.email, subject].find(
    (name) => typeof name === 'string' && name.trim() !== '',
  );
  return String(known)
    .replaceAll(/[/\p{Cc}]/gu, '-')
    .trim()
    .slice(0, 100);
}
