import { constants, type KeyObject, sign } from 'node:crypto';
import { explicit, integer, nullValue, objectIdentifier, sequence } from '../der/write-der.ts';

/** The weak ones are there so that a check of them can be tried. */
export type SignatureHash = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
export type SignaturePadding = 'pkcs1' | 'pss';

interface HashFacts {
  /** As the hash of an RSASSA-PSS signature (RFC 4055 section 2.1). */
  readonly oid: string;
  readonly bytes: number;
  readonly rsa: string;
  /** None of MD5. */
  readonly ecdsa?: string;
}

const HASHES: Readonly<Record<SignatureHash, HashFacts>> = {
  md5: { oid: '1.2.840.113549.2.5', bytes: 16, rsa: '1.2.840.113549.1.1.4' },
  sha1: { oid: '1.3.14.3.2.26', bytes: 20, rsa: '1.2.840.113549.1.1.5', ecdsa: '1.2.840.10045.4.1' },
  sha224: {
    oid: '2.16.840.1.101.3.4.2.4',
    bytes: 28,
    rsa: '1.2.840.113549.1.1.14',
    ecdsa: '1.2.840.10045.4.3.1',
  },
  sha256: {
    oid: '2.16.840.1.101.3.4.2.1',
    bytes: 32,
    rsa: '1.2.840.113549.1.1.11',
    ecdsa: '1.2.840.10045.4.3.2',
  },
  sha384: {
    oid: '2.16.840.1.101.3.4.2.2',
    bytes: 48,
    rsa: '1.2.840.113549.1.1.12',
    ecdsa: '1.2.840.10045.4.3.3',
  },
  sha512: {
    oid: '2.16.840.1.101.3.4.2.3',
    bytes: 64,
    rsa: '1.2.840.113549.1.1.13',
    ecdsa: '1.2.840.10045.4.3.4',
  },
};
/** Signatures that hash by themselves (RFC 8410 section 3). */
const PURE = new Map([
  ['ed25519', '1.3.101.112'],
  ['ed448', '1.3.101.113'],
]);

/**
 * AlgorithmIdentifier of what this key signs by that hash, DER.
 * @throws RangeError for an ECDSA signature by MD5, which has no name
 */
export function signatureAlgorithm(key: KeyObject, hash: SignatureHash, padding?: SignaturePadding): Buffer {
  const type = key.asymmetricKeyType ?? '';
  const pure = PURE.get(type);
  if (pure !== undefined) return sequence(objectIdentifier(pure));
  if (isPss(key, padding)) return pssAlgorithm(HASHES[hash]);
  if (type === 'rsa') return sequence(objectIdentifier(HASHES[hash].rsa), nullValue());
  const { ecdsa } = HASHES[hash];
  if (ecdsa === undefined) throw new RangeError(`there is no ECDSA signature by ${hash}`);
  return sequence(objectIdentifier(ecdsa));
}

export function signBody(
  body: Uint8Array,
  key: KeyObject,
  hash: SignatureHash,
  padding?: SignaturePadding,
): Buffer {
  if (PURE.has(key.asymmetricKeyType ?? '')) return sign(null, body, key);
  if (!isPss(key, padding)) return sign(hash, body, key);
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: HASHES[hash].bytes };
  return sign(hash, body, { key, ...pss });
}

function isPss({ asymmetricKeyType: type }: KeyObject, padding: SignaturePadding | undefined): boolean {
  return type === 'rsa-pss' || (type === 'rsa' && padding === 'pss');
}

/** RSASSA-PSS-params with MGF1 over the same hash and a salt of its length (RFC 4055 section 3.1). */
function pssAlgorithm({ oid, bytes }: HashFacts): Buffer {
  const hash = sequence(objectIdentifier(oid), nullValue());
  const mask = sequence(objectIdentifier('1.2.840.113549.1.1.8'), hash);
  const parameters = sequence(explicit(0, hash), explicit(1, mask), explicit(2, integer(bytes)));
  return sequence(objectIdentifier('1.2.840.113549.1.1.10'), parameters);
}
