import {
  type CertificateMaterial,
  type CertificateRequest,
  certificateErrors,
  createSelfSigned,
  type ListedCertificate,
  type RenewalPolicy,
  readCertificateAside,
  type StoredCertificate,
} from '@causeway/certificates';
import { certificateIdsOf } from '@causeway/changes';
import type { CertificateId, Listener } from '@causeway/contract';
import type {
  CertificateInspection,
  CreateCertificate,
  ImportCertificate,
  InspectCertificate,
} from '@causeway/contract/admin';
import { Turns } from '@causeway/endpoint';
import { loadConsoleState } from '../console/console-record.ts';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { RequestsDesk } from '../requests/requests-desk.ts';
import { namedOwnersOf } from '../tenants/site-owners.ts';
import type { CertificateIndex } from '../tenants/ways.ts';
import { type CertificateUsers, indexUsers } from './certificate-users.ts';
import { inspectCertificate } from './inspect-certificate.ts';
import { newCertificate } from './new-certificate.ts';
import { parseCertificateHostname } from './parse-certificate-hostname.ts';
import { type ImportParts, partsOfImport } from './parts-of-import.ts';

const DAY_MS = 86_400_000;
/** As long as public CAs may issue today (CA/Browser Forum ballot SC-081v3: 200 days from March 2026). */
const DEFAULT_VALID_DAYS = 200;

/** The certificates of the installation: made, imported, shown and removed. */
export class CertificatesDesk {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;
  readonly #requests: RequestsDesk;
  /** One thread reads at a time, however many imports arrive. */
  readonly #turns = new Turns();

  constructor(store: ProvisioningStore, now: () => number, requests = new RequestsDesk(store, now)) {
    this.#store = store;
    this.#now = now;
    this.#requests = requests;
  }

  /** @throws HOSTNAME_INVALID, HOSTNAME_NOT_QUALIFIED, CERTIFICATE_NAME_TAKEN */
  async create({
    name,
    hostnames,
    validDays = DEFAULT_VALID_DAYS,
  }: CreateCertificate): Promise<StoredCertificate> {
    const made = await createSelfSigned({
      hostnames: hostnames.map(parseCertificateHostname),
      now: this.#now(),
      validMs: validDays * DAY_MS,
    });
    return this.#keep(newCertificate(made, { name, origin: 'self-signed', now: this.#now() }));
  }

  /**
   * Without a key it may be the answer to a certificate request, whose key is taken then.
   * @param verify throws when what was read shall not be kept
   * @throws the codes of certificates for what cannot be used; CERTIFICATE_NAME_TAKEN
   */
  async import(
    { name, ...body }: ImportCertificate,
    verify: (material: CertificateMaterial) => Promise<void> = async () => {},
  ): Promise<StoredCertificate> {
    const parts = partsOfImport(body);
    const { material, request } = await this.#turns.take(() => this.#read(parts));
    await verify(material);
    if (request !== undefined) return this.#requests.keep(request, name, material);
    return this.#keep(newCertificate(material, { name, origin: 'imported', now: this.#now() }));
  }

  /** What an import of the same files would keep, and which tenants it would fit. @throws what `import` throws */
  async inspect(body: InspectCertificate): Promise<CertificateInspection> {
    const { material, request } = await this.#turns.take(() => this.#read(partsOfImport(body)));
    const tenants = await this.#store.tenants.list();
    return inspectCertificate(material, { tenants, now: this.#now(), request: request?.name });
  }

  /** The same of one that is kept already. @throws CERTIFICATE_NOT_FOUND */
  async inspectKept(name: string): Promise<CertificateInspection> {
    const certificate = await this.get(name);
    return inspectCertificate(certificate, { tenants: await this.#store.tenants.list(), now: this.#now() });
  }

  /** @throws CERTIFICATE_NOT_FOUND */
  async get(name: string): Promise<StoredCertificate> {
    const certificate = await this.#store.certificates.findByName(name);
    if (certificate === undefined) {
      throw provisioningErrors.error('CERTIFICATE_NOT_FOUND', { seen: JSON.stringify(name) });
    }
    return certificate;
  }

  async list(): Promise<ListedCertificate[]> {
    return this.#store.certificates.listPublic();
  }

  /**
   * Whether it is renewed by itself: what the internal CA or an ACME CA issued can be.
   * @throws CERTIFICATE_NOT_FOUND, RENEWAL_IMPOSSIBLE
   */
  async setRenewal(name: string, renewal: RenewalPolicy): Promise<StoredCertificate> {
    const certificate = await this.get(name);
    const { origin } = certificate;
    if (renewal === 'automatic' && origin !== 'internal' && origin !== 'acme')
      throw provisioningErrors.error('RENEWAL_IMPOSSIBLE', {
        seen: `${JSON.stringify(name)}, ${origin}`,
        expected: 'a certificate of the internal CA, or one that came by ACME',
      });
    await this.#store.certificates.setRenewal(certificate.id, renewal);
    return { ...certificate, renewal };
  }

  /** @throws CERTIFICATE_NOT_FOUND, CERTIFICATE_IN_USE */
  async remove(name: string): Promise<void> {
    const { id } = await this.get(name);
    const users = (await this.users()).get(id) ?? [];
    if (users.length > 0) {
      throw provisioningErrors.error('CERTIFICATE_IN_USE', {
        seen: `used by ${users.join(', ')}`,
        details: { users },
      });
    }
    await this.#store.certificates.remove(id);
  }

  async users(): Promise<CertificateUsers> {
    return indexUsers(await namedOwnersOf(this.#store), await loadConsoleState(this.#store));
  }

  /** Of everything that these listeners show or are about to show. @throws CERTIFICATE_NOT_FOUND when one is gone. */
  indexOfListeners(...listeners: readonly (readonly Listener[])[]): Promise<CertificateIndex> {
    const ids = certificateIdsOf(listeners.flat());
    return this.indexOf(ids.map((certificateId) => ({ certificateId })));
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

  /** Without a key, with that of the request that these certificates answer. */
  async #read(parts: ImportParts): Promise<ReadImport> {
    try {
      return { material: await readCertificateAside(parts) };
    } catch (error) {
      const request = certificateErrors.is(error, 'CERTIFICATE_KEY_MISSING')
        ? await this.#requestFor(parts)
        : undefined;
      if (request === undefined) throw error;
      const key = await this.#store.certificateRequests.findKey(request.publicKeySha256);
      return { request, material: await readCertificateAside({ ...parts, key }) };
    }
  }

  /** What only a password opens is the answer to no request. */
  async #requestFor(parts: ImportParts): Promise<CertificateRequest | undefined> {
    try {
      return await this.#requests.findFor(parts);
    } catch (error) {
      if (certificateErrors.is(error)) return undefined;
      throw error;
    }
  }

  async #keep(certificate: StoredCertificate): Promise<StoredCertificate> {
    await this.#store.certificates.add(certificate);
    return certificate;
  }
}

interface ReadImport {
  readonly material: CertificateMaterial;
  readonly request?: CertificateRequest;
}
