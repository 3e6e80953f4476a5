import type { Role } from '@causeway/contract/admin';
import { useOwnApi, useSession } from '../../app/session.ts';
import { useTenantName } from '../../app/tenant.ts';
import * as texts from '../../texts/index.ts';

/** Whose users a page is about: where the API has them, and where their pages are. */
export function usePlace(): { readonly api: string; readonly path: string } {
  const { site } = useSession();
  const tenant = useTenantName();
  const own = useOwnApi();
  if (site.kind !== 'provisioning' || tenant === '') return { api: own, path: '' };
  const below = `/tenants/${encodeURIComponent(tenant)}`;
  return { api: below, path: below };
}

/** What each role may do there. */
export function useMayDo(): Readonly<Record<Role, string>> {
  const { mayDo } = texts.users;
  return usePlace().api === '' ? mayDo.provisioning : mayDo.platform;
}
