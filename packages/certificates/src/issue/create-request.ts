import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { bitString, explicit, integer, objectIdentifier, sequence, set } from '../der/write-der.ts';
import { formatKey } from '../read/read-key.ts';
import type { CertificateRequest, RequestKeyType } from '../request-store.ts';
import { pemOf, signatureAlgorithm } from './build-certificate.ts';
import { commonNameOf } from './common-name.ts';
import { distinguishedName, formatDistinguishedName } from './distinguished-name.ts';
import { extendedKeyUsage, keyUsage, subjectAltName } from './extensions.ts';

export interface RequestOptions {
  /** At least one; wildcards are allowed. */
  readonly hostnames: readonly string[];
  readonly keyType: RequestKeyType;
  readonly organization?: string | undefined;
  readonly country?: string | undefined;
}

export interface MadeRequest {
  readonly request: Omit<CertificateRequest, 'name' | 'createdAt'>;
  /** PKCS#8, PEM. */
  readonly keyPem: string;
}

/** A certificate request (PKCS#10, RFC 2986) for a TLS server, with a fresh key. */
export async function createRequest(options: RequestOptions): Promise<MadeRequest> {
  const { hostnames, keyType, organization, country } = options;
  const { publicKey, privateKey } = await generateKeys(keyType);
  const name = { commonName: commonNameOf(hostnames), organization, country };
  const info = sequence(
    integer(0),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(0, extensionRequest(hostnames)),
  );
  const signature = bitString(sign('sha256', info, privateKey));
  const der = sequence(info, signatureAlgorithm(privateKey, 'sha256'), signature);
  const request = {
    publicKeySha256: publicKeySha256(publicKey),
    keyType,
    subject: formatDistinguishedName(name),
    hostnames,
    requestPem: pemOf('CERTIFICATE REQUEST', der),
  };
  return { request, keyPem: formatKey(privateKey) };
}

/** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: the same for a request and for each answer to it. */
export function publicKeySha256(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** The extensions that the certificate shall have (RFC 2985 section 5.4.2); the CA has the last word. */
function extensionRequest(hostnames: readonly string[]): Buffer {
  const extensions = [
    keyUsage(['digitalSignature']),
    extendedKeyUsage(['serverAuth']),
    subjectAltName(hostnames),
  ];
  return sequence(objectIdentifier('1.2.840.113549.1.9.14'), set(sequence(...extensions)));
}

function generateKeys(type: RequestKeyType): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  const generate = promisify(generateKeyPair);
  if (type === 'rsa-3072') return generate('rsa', { modulusLength: 3072 });
  return generate('ec', { namedCurve: 'P-256' });
}
