import { useParams } from '@tanstack/react-router';
import { useSession } from './session.ts';

/** The tenant that a page is about: that of the site, or the one in the address at provisioning. */
export function useTenantName(): string {
  const { site } = useSession();
  const params: { tenant?: string } = useParams({ strict: false });
  return site.kind === 'platform' ? site.tenant : (params.tenant ?? '');
}

/** Where the API has what is about the tenant of this page. */
export function useTenantApi(): string {
  return `/tenants/${encodeURIComponent(useTenantName())}`;
}

/** Makes the address of a page of this tenant: `/computers` at its own site, `/tenants/acme/computers` at provisioning. */
export function useTenantPath(): (path: string) => string {
  const { site } = useSession();
  const name = useTenantName();
  return (path) => (site.kind === 'platform' ? path : `/tenants/${encodeURIComponent(name)}${path}`);
}
