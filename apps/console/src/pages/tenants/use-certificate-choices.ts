import type { CertificateView, EndpointServerView, TenantView } from '@causeway/contract/admin';
import { useMaybe } from '../../api/use-api.ts';
import { useSession } from '../../app/session.ts';
import { useTenantApi } from '../../app/tenant.ts';

export interface CertificateChoice {
  readonly value: string;
  readonly label: string;
}

/** The certificates that a website may be given: all at provisioning, at a tenant's own site those it was given there. */
export function useCertificateChoices(): CertificateChoice[] {
  const { site } = useSession();
  const isProvisioning = site.kind === 'provisioning';
  const api = useTenantApi();
  const all = useMaybe<CertificateView[]>(isProvisioning ? '/certificates' : undefined);
  const tenant = useMaybe<TenantView>(isProvisioning ? undefined : api);
  const servers = useMaybe<EndpointServerView[]>(isProvisioning ? undefined : `${api}/endpoint-servers`);
  if (isProvisioning)
    return (all.data ?? []).map(({ name, hostnames }) => ({
      value: name,
      label: `${name}: ${hostnames.join(', ')}`,
    }));
  const sites = [...(tenant.data === undefined ? [] : [tenant.data]), ...(servers.data ?? [])];
  const names = sites.flatMap(({ saved, inForce }) => [saved.certificate, inForce.certificate]);
  return [...new Set(names)].filter((name) => name !== null).map((name) => ({ value: name, label: name }));
}
