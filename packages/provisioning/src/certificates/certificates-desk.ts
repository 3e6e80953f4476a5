import { randomUUIDv7 } from 'node:crypto';
import { createSelfSigned, readCertificate, type StoredCertificate } from '@causeway/certificates';
import { asId, type CertificateId, parseQualifiedHostname } from '@causeway/contract';
import type { CreateCertificate, ImportCertificate } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { CertificateIndex } from '../tenants/ways.ts';

const DAY_MS = 86_400_000;
/** As long as public CAs may issue today (CA/Browser Forum ballot SC-081v3: 200 days from March 2026). */
const DEFAULT_VALID_DAYS = 200;

/** The certificates of the installation: made, imported, shown and removed. */
export class CertificatesDesk {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;

  constructor(store: ProvisioningStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** @throws HOSTNAME_INVALID, HOSTNAME_NOT_QUALIFIED, CERTIFICATE_NAME_TAKEN */
  async create({
    name,
    hostnames,
    validDays = DEFAULT_VALID_DAYS,
  }: CreateCertificate): Promise<StoredCertificate> {
    const made = await createSelfSigned({
      hostnames: hostnames.map(parseHostnameOfCertificate),
      now: this.#now(),
      validMs: validDays * DAY_MS,
    });
    return this.#keep({ ...made, name, origin: 'self-signed' });
  }

  /** @throws the codes of certificates for what cannot be used; CERTIFICATE_NAME_TAKEN */
  async import({ name, pem, chain, key, anchor, password }: ImportCertificate): Promise<StoredCertificate> {
    const read = readCertificate({ pem, chain, key, anchor, password });
    return this.#keep({ ...read, name, origin: 'imported' });
  }

  /** @throws CERTIFICATE_NOT_FOUND */
  async get(name: string): Promise<StoredCertificate> {
    const certificate = await this.#store.certificates.findByName(name);
    if (certificate === undefined) {
      throw provisioningErrors.error('CERTIFICATE_NOT_FOUND', { seen: JSON.stringify(name) });
    }
    return certificate;
  }

  async list(): Promise<StoredCertificate[]> {
    return this.#store.certificates.list();
  }

  /** @throws CERTIFICATE_NOT_FOUND, CERTIFICATE_IN_USE */
  async remove(name: string): Promise<void> {
    const { id } = await this.get(name);
    const users = await this.usersOf(id);
    if (users.length > 0) {
      throw provisioningErrors.error('CERTIFICATE_IN_USE', {
        seen: `used by ${users.join(', ')}`,
        details: { users },
      });
    }
    await this.#store.certificates.remove(id);
  }

  /** Names of the tenants that serve, saved or recorded it. */
  async usersOf(id: CertificateId): Promise<string[]> {
    const tenants = await this.#store.tenants.list();
    return tenants.filter((tenant) => certificateIdsOf(tenant).includes(id)).map(({ name }) => name);
  }

  /** The certificates that listeners, or others, name. @throws CERTIFICATE_NOT_FOUND when one is gone. */
  async indexOf(
    ...naming: readonly (readonly { readonly certificateId: CertificateId | null }[])[]
  ): Promise<CertificateIndex> {
    const index = new Map<CertificateId, StoredCertificate>();
    for (const { certificateId } of naming.flat()) {
      if (certificateId === null || index.has(certificateId)) continue;
      const certificate = await this.#store.certificates.find(certificateId);
      if (certificate === undefined) {
        throw provisioningErrors.error('CERTIFICATE_NOT_FOUND', { seen: `id ${certificateId}` });
      }
      index.set(certificateId, certificate);
    }
    return index;
  }

  async #keep(certificate: Omit<StoredCertificate, 'id' | 'createdAt'>): Promise<StoredCertificate> {
    const stored = { ...certificate, id: asId<CertificateId>(randomUUIDv7()), createdAt: this.#now() };
    await this.#store.certificates.add(stored);
    return stored;
  }
}

function certificateIdsOf({ saved, inForce, serving }: TenantRecord): (CertificateId | null)[] {
  return [saved.certificateId, inForce.certificateId, ...serving.map(({ certificateId }) => certificateId)];
}

function parseHostnameOfCertificate(text: string): string {
  return text.startsWith('*.') ? `*.${parseQualifiedHostname(text.slice(2))}` : parseQualifiedHostname(text);
}
