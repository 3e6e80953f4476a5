import type { CertificateId } from '@causeway/contract';
import { type ConsoleState, certificateIdsOf as idsOfConsole } from '../console/console-state.ts';
import type { NamedOwner } from '../tenants/site-owners.ts';

/** Beside names of tenants, none of which has a blank. */
const CONSOLE_USER = 'the console';

/** Who uses which certificate, by name; nobody where there is no entry. */
export type CertificateUsers = ReadonlyMap<CertificateId, readonly string[]>;

/** The tenants and endpoint servers that serve, saved or recorded a certificate, and the console. `console`: undefined before its first start. */
export function indexUsers(
  owners: readonly NamedOwner[],
  console: ConsoleState | undefined,
): CertificateUsers {
  const users = new Map<CertificateId, string[]>();
  const note = (id: CertificateId, user: string) => {
    const known = users.get(id);
    if (known === undefined) users.set(id, [user]);
    else known.push(user);
  };
  for (const owner of owners) for (const id of idsOf(owner)) note(id, owner.name);
  if (console !== undefined) for (const id of new Set(idsOfConsole(console))) note(id, CONSOLE_USER);
  return users;
}

function idsOf({ saved, inForce, serving }: NamedOwner): Set<CertificateId> {
  const served = serving.flatMap(({ certificateId, coming }) => [certificateId, coming?.certificateId]);
  const named = [saved.certificateId, inForce.certificateId, ...served];
  return new Set(named.filter((id) => id !== null && id !== undefined));
}
