import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

/** RFC 9180 in its base mode. */
export const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** What such a message is good for, and nothing else (RFC 9180 section 5.1). */
export const info = toBytes('causeway endpoint-server certificate key v1');

/** The one place that a sealed key is for: put anywhere else, it does not open. */
export interface SealingContext {
  readonly tenantId: string;
  readonly endpointServerId: string;
  readonly certificateId: string;
}

/** Additional authenticated data: no two contexts have the same. */
export function authenticatedDataOf({
  tenantId,
  endpointServerId,
  certificateId,
}: SealingContext): ArrayBuffer {
  return toBytes(JSON.stringify([tenantId, endpointServerId, certificateId]));
}

export function toBytes(text: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(text)).buffer;
}

/** Undefined unless it is canonical base64url without padding: one value has one text. */
export function fromBase64Url(text: string): ArrayBuffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? Uint8Array.from(bytes).buffer : undefined;
}
