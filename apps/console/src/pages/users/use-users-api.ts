import { useOwnApi, useSession } from '../../app/session.ts';
import { useTenantName } from '../../app/tenant.ts';

/** Where the API has the users that this page is about. */
export function useUsersApi(): string {
  const { site } = useSession();
  const tenant = useTenantName();
  const own = useOwnApi();
  return site.kind === 'provisioning' && tenant !== ''
    ? `/tenants/${encodeURIComponent(tenant)}/users`
    : `${own}/users`;
}
