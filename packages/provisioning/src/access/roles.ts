import { type Role, roles } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD']);

/** Whether a role has what another has. */
export function covers(role: Role, other: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(other);
}

export function lowerOf(one: Role, other: Role): Role {
  return covers(one, other) ? other : one;
}

/** What a route needs that says nothing of it: to look is for everybody, to change something for operators. */
export function roleNeededBy(method: string, needs: Role | undefined): Role {
  return needs ?? (SAFE_METHODS.has(method) ? 'viewer' : 'operator');
}

/** @throws NOT_ALLOWED */
export function requireRole(role: Role, needed: Role): void {
  if (covers(role, needed)) return;
  throw provisioningErrors.error('NOT_ALLOWED', {
    seen: `the role ${role}`,
    expected: needed === 'admin' ? 'the role admin' : `the role ${needed} or more`,
  });
}
