import { isDeepStrictEqual } from 'node:util';
import type { SitePlan } from '@causeway/changes';
import { addressOf } from '@causeway/contract';
import { provisioningErrors } from '../errors.ts';
import type { SiteOwner } from './site-ports.ts';

/**
 * Judging a change takes a while: the fleet is read and names are resolved. What was judged is worth nothing once
 * another change has altered what it was judged on. @throws TENANT_CHANGED
 */
export function refuseOutrun(
  { name, serving, inForce }: Pick<SiteOwner, 'name' | 'serving' | 'inForce'>,
  { before, previous }: Pick<SitePlan, 'before' | 'previous'>,
): void {
  if (isDeepStrictEqual(serving, before) && isDeepStrictEqual(inForce, previous)) return;
  throw provisioningErrors.error('TENANT_CHANGED', {
    seen: `${name} serves ${serving.map(addressOf).join(', ') || 'nothing'}, another site than was judged`,
    expected: before.map(addressOf).join(', ') || 'nothing served',
  });
}
