import type { EndpointServerView } from '@causeway/contract/admin';
import { useParams } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';

/** The endpoint server of the address, and where the API has it. */
export function useServer(): { readonly server: EndpointServerView; readonly path: string } {
  const { server: name = '' }: { server?: string } = useParams({ strict: false });
  const path = `${useTenantApi()}/endpoint-servers/${encodeURIComponent(name)}`;
  return { server: useThing<EndpointServerView>(path), path };
}
