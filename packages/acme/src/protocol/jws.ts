import {
  createHash,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';

/** RFC 7517, as RFC 8555 section 6.2 wants it; P-256 is the one that every CA takes. */
export interface PublicJwk {
  readonly crv: string;
  readonly kty: string;
  readonly x: string;
  readonly y: string;
}

/** The key of an account: what it signs, and how the CA and challenges name it. */
export interface AccountKey {
  readonly privateKey: KeyObject;
  readonly jwk: PublicJwk;
  /** RFC 7638. */
  readonly thumbprint: string;
}

/** PKCS#8, PEM. */
export function createAccountKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export function readAccountKey(pem: string): AccountKey {
  const privateKey = createPrivateKey(pem);
  const { crv = '', kty = '', x = '', y = '' } = privateKey.export({ format: 'jwk' });
  // Members in lexicographic order and without spaces, as RFC 7638 section 3 has them hashed.
  const jwk: PublicJwk = { crv, kty, x, y };
  const thumbprint = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url');
  return { privateKey, jwk, thumbprint };
}

export interface FlattenedJws {
  readonly protected: string;
  readonly payload: string;
  readonly signature: string;
}

/** A request's body (RFC 8555 section 6.2). Without payload it is a POST-as-GET. */
export function signRequest(
  header: { readonly url: string; readonly nonce: string; readonly kid?: string },
  payload: object | undefined,
  { privateKey, jwk }: AccountKey,
): FlattenedJws {
  const identity = header.kid === undefined ? { jwk } : {};
  return seal({ alg: 'ES256', ...identity, ...header }, payload, (input) =>
    sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  );
}

/** Proof that the owner of an account is a customer of the CA (RFC 8555 section 7.3.4). */
export function bindExternally(
  { kid, macKey, url }: { readonly kid: string; readonly macKey: Uint8Array; readonly url: string },
  { jwk }: AccountKey,
): FlattenedJws {
  return seal({ alg: 'HS256', kid, url }, jwk, (input) =>
    createHmac('sha256', macKey).update(input).digest(),
  );
}

function seal(header: object, payload: object | undefined, sign: (input: Buffer) => Buffer): FlattenedJws {
  const head = Buffer.from(JSON.stringify(header)).toString('base64url');
  const body = payload === undefined ? '' : Buffer.from(JSON.stringify(payload)).toString('base64url');
  return {
    protected: head,
    payload: body,
    signature: sign(Buffer.from(`${head}.${body}`)).toString('base64url'),
  };
}
