import { useOwnApi, useSession } from '../../app/session.ts';
import { useTenantName } from '../../app/tenant.ts';

/** Whose users a page is about: where the API has them, and where their pages are. */
export function usePlace(): { readonly api: string; readonly path: string } {
  const { site } = useSession();
  const tenant = useTenantName();
  const own = useOwnApi();
  if (site.kind !== 'provisioning' || tenant === '') return { api: own, path: '' };
  const below = `/tenants/${encodeURIComponent(tenant)}`;
  return { api: below, path: below };
}
