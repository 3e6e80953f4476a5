import {
  type CertificateMaterial,
  type CertificateRequest,
  certificateErrors,
  createRequest,
  publicKeysOf,
  readCertificateAside,
  type StoredCertificate,
} from '@causeway/certificates';
import type { AnswerCertificateRequest, CreateCertificateRequest } from '@causeway/contract/admin';
import { newCertificate } from '../certificates/new-certificate.ts';
import { parseCertificateHostname } from '../certificates/parse-certificate-hostname.ts';
import { type ImportParts, partsOfImport } from '../certificates/parts-of-import.ts';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';

/** Certificate requests: made with a key that never leaves, answered by the CA's certificate for that key. */
export class RequestsDesk {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;

  constructor(store: ProvisioningStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** @throws HOSTNAME_INVALID, HOSTNAME_NOT_QUALIFIED, CERTIFICATE_NAME_TAKEN, CERTIFICATE_REQUEST_NAME_TAKEN */
  async create({ name, hostnames, keyType = 'ecdsa-p256', ...subject }: CreateCertificateRequest) {
    await this.#refuseTaken(name);
    const names = hostnames.map(parseCertificateHostname);
    const made = await createRequest({ hostnames: names, keyType, ...subject });
    const request: CertificateRequest = { ...made.request, name, createdAt: this.#now() };
    await this.#store.certificateRequests.add(request, made.keyPem);
    return request;
  }

  async list(): Promise<CertificateRequest[]> {
    return this.#store.certificateRequests.list();
  }

  /** @throws CERTIFICATE_REQUEST_NOT_FOUND */
  async get(name: string): Promise<CertificateRequest> {
    const request = await this.#store.certificateRequests.findByName(name);
    if (request !== undefined) return request;
    throw provisioningErrors.error('CERTIFICATE_REQUEST_NOT_FOUND', { seen: JSON.stringify(name) });
  }

  /** @throws CERTIFICATE_REQUEST_NOT_FOUND */
  async remove(name: string): Promise<void> {
    const { publicKeySha256 } = await this.get(name);
    await this.#store.certificateRequests.remove(publicKeySha256);
  }

  /**
   * Keeps the CA's answer as a certificate with the key of the request, which goes; a refused answer leaves it.
   * @throws CERTIFICATE_REQUEST_NOT_FOUND, CERTIFICATE_KEY_MISMATCH, CERTIFICATE_NAME_TAKEN, what `readCertificate` throws
   */
  async answer(name: string, answer: AnswerCertificateRequest): Promise<StoredCertificate> {
    const request = await this.get(name);
    const parts = partsOfImport(answer);
    const key = await this.#store.certificateRequests.findKey(request.publicKeySha256);
    try {
      return await this.keep(request, name, await readCertificateAside({ ...parts, key }));
    } catch (error) {
      const isForeign = certificateErrors.is(error, 'CERTIFICATE_KEY_MISMATCH');
      const other = isForeign ? await this.findFor(parts) : undefined;
      throw other === undefined ? error : answerToOther(request, other);
    }
  }

  /** For an import without a key: the waiting request that these certificates answer. */
  async findFor({ pem, chain }: ImportParts): Promise<CertificateRequest | undefined> {
    for (const sha256 of publicKeysOf(pem, chain)) {
      const request = await this.#store.certificateRequests.findByPublicKey(sha256);
      if (request !== undefined) return request;
    }
    return undefined;
  }

  /** Keeps what was read with the key of a request, which goes. @throws CERTIFICATE_NAME_TAKEN */
  async keep(request: CertificateRequest, name: string, material: CertificateMaterial) {
    const certificate = newCertificate(material, { name, origin: 'imported', now: this.#now() });
    await this.#store.certificateRequests.answer(request.publicKeySha256, certificate);
    return certificate;
  }

  async #refuseTaken(name: string): Promise<void> {
    if ((await this.#store.certificates.findByName(name)) === undefined) return;
    throw certificateErrors.error('CERTIFICATE_NAME_TAKEN', {
      seen: JSON.stringify(name),
      hint: 'The certificate will have the name of the request: choose another.',
    });
  }
}

function answerToOther(request: CertificateRequest, other: CertificateRequest): Error {
  return certificateErrors.error('CERTIFICATE_KEY_MISMATCH', {
    seen: `the answer to the request ${JSON.stringify(other.name)}`,
    expected: `the answer to the request ${JSON.stringify(request.name)}`,
    hint: `Answer the request ${other.name} with it.`,
  });
}
