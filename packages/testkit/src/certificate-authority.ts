import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import {
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  certificatePem,
  extendedKeyUsage,
  type KeyPurpose,
  type KeyUsage,
  keyIdentifier,
  keyUsage,
  type SignatureHash,
  subjectAltName,
  subjectKeyIdentifier,
} from '@causeway/certificates';

export type KeyAlgorithm = 'ecdsa-p256' | 'ecdsa-p384' | 'ed25519' | 'rsa-1024' | 'rsa-2048' | 'rsa-3072';

/** Everything has a sound default; whatever is set is put into the certificate as it is, wrong or not. */
export interface TestCertificateOptions {
  /** commonName. */
  readonly subject?: string;
  readonly hostnames?: readonly string[];
  /** Milliseconds since 1970, or a Date. */
  readonly notBefore?: number | Date;
  readonly notAfter?: number | Date;
  readonly algorithm?: KeyAlgorithm;
  /** Of the signature on this certificate. */
  readonly hash?: SignatureHash;
  /** `null` leaves the extension out. */
  readonly keyUsage?: readonly KeyUsage[] | null;
  readonly extendedKeyUsage?: readonly KeyPurpose[] | null;
  readonly isCa?: boolean;
  readonly pathLength?: number;
  /** `false` leaves basicConstraints out. */
  readonly basicConstraints?: boolean;
  /** DER of further Extensions. */
  readonly extensions?: readonly Uint8Array[];
  /** Keeps a key across certificates; a fresh one otherwise. */
  readonly keys?: TestKeys;
}

export interface TestKeys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface TestCertificate {
  readonly certificatePem: string;
  /** The leaf and the intermediates, without the root. */
  readonly chainPem: string;
  /** PKCS#8. */
  readonly keyPem: string;
  /** SHA-256 of the DER, lower-case hex. */
  readonly sha256: string;
  readonly keys: TestKeys;
}

export interface TestCa extends TestCertificate {
  readonly name: string;
  issue(options?: TestCertificateOptions): TestCertificate;
  /** A CA below this one; `name` names it. */
  intermediate(options?: TestCaOptions): TestCa;
}

export interface TestCaOptions extends Omit<TestCertificateOptions, 'subject' | 'hostnames' | 'isCa'> {
  readonly name?: string;
}

const DAY_MS = 86_400_000;

interface Issuer {
  readonly name: string;
  readonly keys: TestKeys;
  /** Intermediates from here up to, but without, the root. PEM. */
  readonly above: string;
}

/** A working certificate authority whose keys live in this process alone. */
export function createTestCa({ name = 'Causeway Test Root', ...options }: TestCaOptions = {}): TestCa {
  const keys = options.keys ?? generateTestKeys(options.algorithm);
  const made = make({ ...caDefaults, ...options, keys, subject: name }, { name, keys, above: '' });
  return authority(made, { name, keys, above: '' });
}

export function generateTestKeys(algorithm: KeyAlgorithm = 'ecdsa-p256'): TestKeys {
  switch (algorithm) {
    case 'ecdsa-p256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'ecdsa-p384':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' });
    case 'ed25519':
      return generateKeyPairSync('ed25519');
    case 'rsa-1024':
      return generateKeyPairSync('rsa', { modulusLength: 1024 });
    case 'rsa-2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'rsa-3072':
      return generateKeyPairSync('rsa', { modulusLength: 3072 });
  }
}

const caDefaults: TestCertificateOptions = {
  isCa: true,
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: null,
};

function authority(made: TestCertificate, issuer: Issuer): TestCa {
  return {
    ...made,
    name: issuer.name,
    issue: (options = {}) => make(options, issuer),
    intermediate: ({ name = 'Causeway Test Intermediate', ...options } = {}) => {
      const child = make({ ...caDefaults, ...options, subject: name }, issuer);
      return authority(child, { name, keys: child.keys, above: child.chainPem });
    },
  };
}

function make(options: TestCertificateOptions, issuer: Issuer): TestCertificate {
  const keys = options.keys ?? generateTestKeys(options.algorithm);
  const now = Date.now();
  const der = buildCertificate({
    subject: options.subject ?? options.hostnames?.[0] ?? '',
    issuer: issuer.name,
    serial: Buffer.concat([Buffer.from([1]), randomBytes(15)]),
    notBefore: Number(options.notBefore ?? now - DAY_MS),
    notAfter: Number(options.notAfter ?? now + 365 * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    hash: options.hash ?? 'sha256',
    extensions: extensionsOf(options, keys, issuer),
  });
  const pem = certificatePem(der);
  return {
    certificatePem: pem,
    chainPem: pem + issuer.above,
    keyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256: createHash('sha256').update(der).digest('hex'),
    keys,
  };
}

function extensionsOf(options: TestCertificateOptions, keys: TestKeys, issuer: Issuer): Uint8Array[] {
  const { hostnames = [], isCa = false, pathLength, extensions = [] } = options;
  const usages = options.keyUsage === undefined ? (['digitalSignature'] as const) : options.keyUsage;
  const purposes =
    options.extendedKeyUsage === undefined ? (['serverAuth'] as const) : options.extendedKeyUsage;
  return [
    ...(options.basicConstraints === false ? [] : [basicConstraints(isCa ? 'ca' : 'end-entity', pathLength)]),
    ...(usages === null ? [] : [keyUsage(usages)]),
    ...(purposes === null ? [] : [extendedKeyUsage(purposes)]),
    ...(hostnames.length === 0 ? [] : [subjectAltName(hostnames)]),
    subjectKeyIdentifier(keyIdentifier(keys.publicKey)),
    authorityKeyIdentifier(keyIdentifier(issuer.keys.publicKey)),
    ...extensions,
  ];
}
