import type { TenantRecord } from '../provisioning-store.ts';

/** Where somebody is signed in: at provisioning (null), or at the platform of one tenant, and nowhere else. */
export type Reach = Pick<TenantRecord, 'id' | 'name'> | null;

/** How records name an admin: two of the same name may be of different tenants. */
export function nameAt(reach: Reach, name: string): string {
  return reach === null ? name : `${reach.name}/${name}`;
}
