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
  type SignaturePadding,
  subjectAltName,
  subjectKeyIdentifier,
} from '@causeway/certificates';

export type KeyAlgorithm =
  | 'ecdsa-p224'
  | 'ecdsa-p256'
  | 'ecdsa-p384'
  | 'ecdsa-p521'
  | 'ecdsa-secp256k1'
  | 'ecdsa-brainpool256'
  | 'ed25519'
  | 'ed448'
  | 'rsa-1024'
  | 'rsa-2048'
  | 'rsa-3072'
  | 'rsa-pss-2048';

/** Everything has a sound default; whatever is set is put into the certificate as it is, wrong or not. */
export interface TestCertificateOptions {
  /** commonName, or the DER of a Name. */
  readonly subject?: string | Uint8Array;
  /** Bytes are a GeneralName, DER. */
  readonly hostnames?: readonly (string | Uint8Array)[];
  /** Milliseconds since 1970, or a Date. */
  readonly notBefore?: number | Date;
  readonly notAfter?: number | Date;
  readonly algorithm?: KeyAlgorithm;
  /** Of the signature on this certificate. */
  readonly hash?: SignatureHash;
  readonly padding?: SignaturePadding;
  /** `null` leaves the extension out. */
  readonly keyUsage?: readonly KeyUsage[] | null;
  readonly extendedKeyUsage?: readonly KeyPurpose[] | null;
  readonly isCa?: boolean;
  readonly pathLength?: number;
  /** `false` leaves basicConstraints out. */
  readonly basicConstraints?: boolean;
  /** Key identifiers as they are; \`null\` leaves the extension out. */
  readonly subjectKeyId?: Uint8Array | null;
  readonly authorityKeyId?: Uint8Array | null;
  /** Who is named as the issuer, where it is not who signs. */
  readonly issuer?: string | Uint8Array;
  /** Who signs, where it is not who is named. */
  readonly signedBy?: TestKeys;
  /** DER of further Extensions. */
  readonly extensions?: readonly Uint8Array[];
  /** 1 leaves every extension out. */
  readonly version?: 1 | 3;
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
    case 'ecdsa-p224':
    case 'ecdsa-p256':
    case 'ecdsa-p384':
    case 'ecdsa-p521':
    case 'ecdsa-secp256k1':
    case 'ecdsa-brainpool256':
      return generateKeyPairSync('ec', { namedCurve: CURVES[algorithm] });
    case 'ed25519':
      return generateKeyPairSync('ed25519');
    case 'ed448':
      return generateKeyPairSync('ed448');
    case 'rsa-1024':
      return generateKeyPairSync('rsa', { modulusLength: 1024 });
    case 'rsa-2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'rsa-3072':
      return generateKeyPairSync('rsa', { modulusLength: 3072 });
    case 'rsa-pss-2048':
      return generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
  }
}

const CURVES = {
  'ecdsa-p224': 'secp224r1',
  'ecdsa-p256': 'P-256',
  'ecdsa-p384': 'P-384',
  'ecdsa-p521': 'P-521',
  'ecdsa-secp256k1': 'secp256k1',
  'ecdsa-brainpool256': 'brainpoolP256r1',
} as const;

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
    subject: options.subject ?? firstText(options.hostnames) ?? '',
    issuer: options.issuer ?? issuer.name,
    serial: Buffer.concat([Buffer.from([1]), randomBytes(15)]),
    notBefore: Number(options.notBefore ?? now - DAY_MS),
    notAfter: Number(options.notAfter ?? now + 365 * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: (options.signedBy ?? issuer.keys).privateKey,
    hash: options.hash ?? 'sha256',
    padding: options.padding,
    version: options.version,
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
    ...identifier(options.subjectKeyId, keys, subjectKeyIdentifier),
    ...identifier(options.authorityKeyId, options.signedBy ?? issuer.keys, authorityKeyIdentifier),
    ...extensions,
  ];
}

function identifier(
  wanted: Uint8Array | null | undefined,
  keys: TestKeys,
  encode: (id: Uint8Array) => Uint8Array,
): Uint8Array[] {
  return wanted === null ? [] : [encode(wanted ?? keyIdentifier(keys.publicKey))];
}

function firstText(names: readonly (string | Uint8Array)[] = []): string | undefined {
  return names.find((name) => typeof name === 'string');
}
