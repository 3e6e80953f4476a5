import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { buildCertificate, certificatePem, extension, subjectAltName } from '@causeway/certificates';
import type { ChallengeKind } from '../protocol/messages.ts';

/** A challenge that waits for the CA's look. */
export interface PendingChallenge {
  readonly kind: ChallengeKind;
  /** Without the `*.` of a wildcard. */
  readonly hostname: string;
  readonly token: string;
  /** RFC 8555 section 8.1. */
  readonly keyAuthorization: string;
  /** With dns-01, the program that sets the record. */
  readonly dnsHook: string | null;
}

/** Where challenges are answered. */
export interface ChallengeDoors {
  /**
   * Whether such challenges can be answered now, before a CA is asked for one.
   * @throws ACME_HTTP_LISTENER_MISSING, ACME_TLS_LISTENER_MISSING, ACME_HOOK_NOT_ALLOWED
   */
  verify(kind: ChallengeKind, dnsHook: string | null): void;
  /**
   * Answers the challenge from when the promise resolves until the result is disposed.
   * @throws what `verify` throws, and ACME_HOOK_FAILED
   */
  open(challenge: PendingChallenge, signal: AbortSignal): Promise<AsyncDisposable>;
}

/** RFC 8555 section 8.3. */
export function httpChallengePath({ token }: PendingChallenge): string {
  return `/.well-known/acme-challenge/${token}`;
}

/** RFC 8555 section 8.4. */
export function dnsChallengeRecord({ hostname, keyAuthorization }: PendingChallenge): {
  name: string;
  value: string;
} {
  return {
    name: `_acme-challenge.${hostname}`,
    value: createHash('sha256').update(keyAuthorization).digest('base64url'),
  };
}

export const TLS_CHALLENGE_ALPN = 'acme-tls/1';

const DAY_MS = 86_400_000;
/** id-pe-acmeIdentifier. */
const ACME_IDENTIFIER = '1.3.6.1.5.5.7.1.31';

export interface TlsChallengeCertificate {
  readonly chainPem: string;
  readonly keyPem: string;
  readonly sha256: string;
}

/** The self-signed certificate that answers a tls-alpn-01 challenge (RFC 8737 section 3). */
export function createTlsChallengeCertificate(
  { hostname, keyAuthorization }: PendingChallenge,
  now: number,
): TlsChallengeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const digest = createHash('sha256').update(keyAuthorization).digest();
  const octetString = Buffer.concat([Buffer.from([0x04, digest.length]), digest]);
  const der = buildCertificate({
    subject: 'acme-tls-alpn-01',
    issuer: 'acme-tls-alpn-01',
    serial: Buffer.concat([Buffer.from([1]), randomBytes(15)]),
    notBefore: now - DAY_MS,
    notAfter: now + DAY_MS,
    publicKey,
    signingKey: privateKey,
    hash: 'sha256',
    extensions: [subjectAltName([hostname]), extension(ACME_IDENTIFIER, octetString, 'critical')],
  });
  return {
    chainPem: certificatePem(der),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256: createHash('sha256').update(der).digest('hex'),
  };
}
