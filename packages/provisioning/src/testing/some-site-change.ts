import { type ChangeRecord, planSite, siteKindName } from '@causeway/changes';
import { asId, type EndpointServerId, type Listener, type TenantId } from '@causeway/contract';
import { someChange, someTenant } from '@causeway/store/testing';

export interface ChangedSite {
  readonly tenantId: TenantId;
  /** Name of the tenant. */
  readonly tenant: string;
  /** Name of the endpoint server; absent for the tenant's own website. */
  readonly server?: string;
}

/** For tests: where a website of that name is; HTTPS on port 443. */
export function addressAt({ tenant, server }: ChangedSite): `https://${string}:443` {
  return `https://${server ?? 'www'}.${tenant}.example:443`;
}

/** For tests: the record of a change of these websites, over unless said. */
export function someSiteChange(
  sites: readonly ChangedSite[],
  parts: Partial<ChangeRecord> = {},
): ChangeRecord {
  return someChange({
    tenantIds: [...new Set(sites.map(({ tenantId }) => tenantId))],
    kind: siteKindName,
    plan: planOf(sites),
    state: 'done',
    ...parts,
  });
}

/** For tests: a plan that has each of these websites serve HTTPS as it does already. */
export function planOf(sites: readonly ChangedSite[]) {
  return {
    sites: sites.map((site) => {
      const { tenantId, tenant, server } = site;
      const hostname = new URL(addressAt(site)).hostname;
      const listener = { scheme: 'https', hostname, port: 443, certificateId: null } as const;
      const serving: readonly Listener[] = [{ ...listener, serves: 'everything' }];
      const wanted = { ...someTenant().inForce, hostname, binding: 'https' } as const;
      return planSite({
        ...{ tenantId, tenant, previous: wanted, desired: wanted, serving },
        ...(server !== undefined && {
          endpointServer: { id: asId<EndpointServerId>(server), name: server, whenItLags: 'fail' },
        }),
      });
    }),
  };
}
