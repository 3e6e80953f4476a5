import { hostname as machineName } from 'node:os';
import { createSelfSigned, type StoredCertificate } from '@causeway/certificates';
import { newCertificate } from '../certificates/new-certificate.ts';

/** Until it is replaced by a better one. */
const VALID_MS = 365 * 86_400_000;
/** Time enough for every admin to be told of the new anchor. */
export const RENEW_BEFORE_MS = 30 * 86_400_000;

export function isDueForRenewal({ notAfter }: StoredCertificate, now: number): boolean {
  return notAfter - now <= RENEW_BEFORE_MS;
}

/** A fresh self-signed certificate for the console, for `localhost` and this machine's own name. */
export async function makeConsoleCertificate(now: number): Promise<StoredCertificate> {
  const made = await createSelfSigned({ hostnames: hostnames(), now, validMs: VALID_MS });
  return newCertificate(made, { name: `console-${new Date(now).toISOString()}`, origin: 'self-signed', now });
}

function hostnames(): string[] {
  const own = machineName().toLowerCase();
  const isUsable = own !== 'localhost' && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(own);
  return isUsable ? ['localhost', own] : ['localhost'];
}
