import type { Reach } from '../access/reach.ts';
import { provisioningErrors } from '../errors.ts';
import type { Provisioning } from '../provisioning.ts';

/**
 * Certificates are of the installation, and an endpoint server that is given one gets its private key. So who is of one
 * tenant can name those alone that provisioning gave to this tenant, for its website or an endpoint server of it.
 * @throws CERTIFICATE_NOT_FOUND, for one that is another's as for one that there is not
 */
export async function refuseOthersCertificate(
  body: unknown,
  reach: Reach,
  { store }: Pick<Provisioning, 'store'>,
): Promise<void> {
  if (typeof body !== 'object' || body === null || !('certificate' in body)) return;
  const own = await certificatesOf(reach, store);
  const named = (await store.certificates.listPublic()).find(({ name }) => name === body.certificate);
  if (named !== undefined && own.has(named.id)) return;
  throw provisioningErrors.error('CERTIFICATE_NOT_FOUND', { seen: JSON.stringify(body.certificate) });
}

async function certificatesOf(reach: Reach, store: Provisioning['store']): Promise<Set<string | null>> {
  const tenant = reach && (await store.tenants.find(reach.id));
  if (!tenant) return new Set();
  const owners = [tenant, ...(await store.endpointServers.list(tenant.id))];
  return new Set(owners.flatMap(({ saved, inForce }) => [saved.certificateId, inForce.certificateId]));
}
