import type { CertificateId } from '@causeway/contract';
import { type ConsoleState, certificateIdsOf as idsOfConsole } from '../console/console-state.ts';
import type { TenantRecord } from '../provisioning-store.ts';

/** Beside names of tenants, none of which has a blank. */
const CONSOLE_USER = 'the console';

/** Who uses which certificate, by name; nobody where there is no entry. */
export type CertificateUsers = ReadonlyMap<CertificateId, readonly string[]>;

/** The tenants that serve, saved or recorded a certificate, and the console. `console`: undefined before its first start. */
export function indexUsers(
  tenants: readonly TenantRecord[],
  console: ConsoleState | undefined,
): CertificateUsers {
  const users = new Map<CertificateId, string[]>();
  const note = (id: CertificateId, user: string) => {
    const known = users.get(id);
    if (known === undefined) users.set(id, [user]);
    else known.push(user);
  };
  for (const tenant of tenants) for (const id of idsOfTenant(tenant)) note(id, tenant.name);
  if (console !== undefined) for (const id of new Set(idsOfConsole(console))) note(id, CONSOLE_USER);
  return users;
}

function idsOfTenant({ saved, inForce, serving }: TenantRecord): Set<CertificateId> {
  const served = serving.flatMap(({ certificateId, coming }) => [certificateId, coming?.certificateId]);
  const named = [saved.certificateId, inForce.certificateId, ...served];
  return new Set(named.filter((id) => id !== null && id !== undefined));
}
