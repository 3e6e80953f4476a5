import {
  type DerElement,
  readElement,
  readElements,
  readObjectIdentifier,
  readSequence,
} from '../der/read-der.ts';

export type SignatureKeyType = 'rsa' | 'rsa-pss' | 'ec' | 'dsa' | 'ed25519' | 'ed448';

/** How a certificate was signed, as it says itself (RFC 5280 section 4.1.1.2). */
export interface SignatureFacts {
  /** Object identifier. */
  readonly oid: string;
  /** Of the key that can make it; absent for algorithms that TLS stacks do not know. */
  readonly keyType?: SignatureKeyType;
  /** Absent where the algorithm hashes by itself, or is not known. */
  readonly hash?: string;
}

type Known = readonly [SignatureKeyType, string?];

const PSS = '1.2.840.113549.1.1.10';
const ALGORITHMS: Readonly<Record<string, Known>> = {
  '1.2.840.113549.1.1.2': ['rsa', 'MD2'],
  '1.2.840.113549.1.1.3': ['rsa', 'MD4'],
  '1.2.840.113549.1.1.4': ['rsa', 'MD5'],
  '1.2.840.113549.1.1.5': ['rsa', 'SHA-1'],
  '1.2.840.113549.1.1.14': ['rsa', 'SHA-224'],
  '1.2.840.113549.1.1.11': ['rsa', 'SHA-256'],
  '1.2.840.113549.1.1.12': ['rsa', 'SHA-384'],
  '1.2.840.113549.1.1.13': ['rsa', 'SHA-512'],
  '1.2.840.10045.4.1': ['ec', 'SHA-1'],
  '1.2.840.10045.4.3.1': ['ec', 'SHA-224'],
  '1.2.840.10045.4.3.2': ['ec', 'SHA-256'],
  '1.2.840.10045.4.3.3': ['ec', 'SHA-384'],
  '1.2.840.10045.4.3.4': ['ec', 'SHA-512'],
  '1.2.840.10040.4.3': ['dsa', 'SHA-1'],
  '2.16.840.1.101.3.4.3.2': ['dsa', 'SHA-256'],
  '1.3.101.112': ['ed25519'],
  '1.3.101.113': ['ed448'],
};
const HASHES: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'MD5',
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** @throws RangeError when the DER is not sound. */
export function signatureOf(certificate: Buffer): SignatureFacts {
  const [, algorithm] = readSequence(certificate);
  const [identifier, parameters] = algorithm === undefined ? [] : readElements(algorithm.content);
  if (identifier === undefined) throw new RangeError('not a Certificate');
  const oid = readObjectIdentifier(identifier.content);
  if (oid === PSS) return { oid, keyType: 'rsa-pss', hash: pssHashOf(parameters) };
  const [keyType, hash] = ALGORITHMS[oid] ?? [];
  return { oid, ...(keyType && { keyType }), ...(hash && { hash }) };
}

const HASH_ALGORITHM = 0xa0;

/** The hash of RSASSA-PSS-params, SHA-1 where none is named (RFC 4055 section 3.1). */
function pssHashOf(parameters: DerElement | undefined): string {
  const named = (parameters === undefined ? [] : readElements(parameters.content)).find(
    ({ tag }) => tag === HASH_ALGORITHM,
  );
  if (named === undefined) return 'SHA-1';
  const [oid] = readSequence(named.content);
  const text = readObjectIdentifier(oid?.content ?? readElement(named.content).content);
  return HASHES[text] ?? text;
}
