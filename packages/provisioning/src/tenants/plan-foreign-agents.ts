import type { ConfigureTenant } from '@causeway/contract/admin';
import { hashSharedSecret } from '@causeway/endpoint';
import { requireLongPassword } from '../access/password.ts';
import type { TenantRecord } from '../provisioning-store.ts';

type Wanted = Pick<ConfigureTenant, 'foreignAgents'>;

/** Before anything is done. @throws PASSWORD_TOO_SHORT */
export function refuseShortSecret({ foreignAgents }: Wanted): void {
  const secret = foreignAgents?.secret ?? undefined;
  if (secret !== undefined) requireLongPassword(secret.password);
}

/** Nothing when the request does not speak of them; a secret that it leaves out stays as it is. */
export async function planForeignAgents(
  { foreignAgents: wanted }: Wanted,
  { foreignAgents: current }: Pick<TenantRecord, 'foreignAgents'>,
): Promise<Partial<Pick<TenantRecord, 'foreignAgents'>>> {
  if (wanted === undefined) return {};
  if (wanted === null) return { foreignAgents: null };
  const { secret } = wanted;
  if (secret === undefined) return { foreignAgents: current ?? { secret: null } };
  if (secret === null) return { foreignAgents: { secret: null } };
  const { user, password } = secret;
  return { foreignAgents: { secret: { user, passwordHash: await hashSharedSecret(password) } } };
}
