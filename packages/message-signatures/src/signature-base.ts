/** A component of a message with its value (RFC 9421 section 2). */
export interface Component {
  /** As in the list of covered components: `"@method"`, `"signature";req;key="token"`. */
  readonly identifier: string;
  readonly value: string;
}

/** What is signed (RFC 9421 section 2.5). `parameters` is the member of Signature-Input, as written. */
export function signatureBase(components: readonly Component[], parameters: string): Buffer {
  const lines = components.map(({ identifier, value }) => `${identifier}: ${value}\n`);
  return Buffer.from(`${lines.join('')}"@signature-params": ${parameters}`, 'latin1');
}

export interface SignatureParameters {
  /** Seconds since 1970. */
  readonly created: number;
  readonly nonce: string;
  readonly keyId: string;
  readonly algorithm: 'ed25519' | 'hmac-sha256';
}

/** Everything of ours is signed for this application, so that no signature can be carried over from another. */
export const TAG = 'causeway';

/** The member of Signature-Input for these components, in the one order that we write and accept. */
export function formatParameters(components: readonly Component[], parameters: SignatureParameters): string {
  const { created, nonce, keyId, algorithm } = parameters;
  const list = components.map(({ identifier }) => identifier).join(' ');
  return `(${list});created=${created};nonce="${nonce}";keyid="${keyId}";alg="${algorithm}";tag="${TAG}"`;
}
