import { randomUUIDv7 } from 'node:crypto';
import { hostname } from 'node:os';
import { createSelfSigned, type StoredCertificate } from '@causeway/certificates';
import { asId, type CertificateId } from '@causeway/contract';
import type { ProvisioningStore } from '@causeway/provisioning';

const SETTING = 'console-certificate';
/** Until it is replaced by a better one; renewed by itself a month before it ends, at a start. */
const VALID_MS = 365 * 86_400_000;
const RENEW_BEFORE_MS = 30 * 86_400_000;

/** The console's certificate: the one kept, or on the first start and near its end a fresh self-signed one. */
export async function ensureConsoleCertificate(
  store: ProvisioningStore,
  now: number,
): Promise<StoredCertificate> {
  const id = await store.settings.get(SETTING);
  const kept = id === undefined ? undefined : await store.certificates.find(asId<CertificateId>(id));
  if (kept !== undefined && kept.notAfter - now > RENEW_BEFORE_MS) return kept;
  const made = await createSelfSigned({ hostnames: consoleHostnames(), now, validMs: VALID_MS });
  const certificate: StoredCertificate = {
    ...made,
    id: asId<CertificateId>(randomUUIDv7()),
    name: `console-${new Date(now).toISOString()}`,
    origin: 'self-signed',
    createdAt: now,
  };
  await store.certificates.add(certificate);
  await store.settings.set(SETTING, certificate.id);
  return certificate;
}

function consoleHostnames(): string[] {
  const own = hostname().toLowerCase();
  const isUsable = own !== 'localhost' && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(own);
  return isUsable ? ['localhost', own] : ['localhost'];
}
