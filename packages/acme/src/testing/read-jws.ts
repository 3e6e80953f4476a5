import assert from 'node:assert/strict';
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import type { PublicJwk } from '../protocol/jws.ts';

export interface ReadJws {
  readonly header: {
    readonly alg: string;
    readonly url: string;
    readonly nonce?: string;
    readonly kid?: string;
    readonly jwk?: PublicJwk;
  };
  /** Undefined for a POST-as-GET. */
  readonly payload: Readonly<Record<string, unknown>> | undefined;
  readonly jwk: PublicJwk;
}

/** Reads a request as an ACME server does, and checks its signature. */
export function readJws(body: string, keyOf: (kid: string) => PublicJwk | undefined): ReadJws {
  const jws: Record<'protected' | 'payload' | 'signature', string> = JSON.parse(body);
  const header: ReadJws['header'] = JSON.parse(Buffer.from(jws.protected, 'base64url').toString());
  const jwk = header.jwk ?? keyOf(header.kid ?? '');
  assert.ok(jwk !== undefined, `no key for ${header.kid}`);
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  const input = Buffer.from(`${jws.protected}.${jws.payload}`);
  const signature = Buffer.from(jws.signature, 'base64url');
  assert.ok(verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature), 'the signature is right');
  const text = Buffer.from(jws.payload, 'base64url').toString();
  return { header, payload: text === '' ? undefined : JSON.parse(text), jwk };
}

export function thumbprintOf({ crv, kty, x, y }: PublicJwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

/** Whether an external account binding is what that MAC key signs for that account key. */
export function isBound(binding: unknown, macKey: Buffer, jwk: PublicJwk): boolean {
  if (typeof binding !== 'object' || binding === null) return false;
  const { protected: head = '', payload = '', signature = '' } = binding as Record<string, string>;
  const expected = createHmac('sha256', macKey).update(`${head}.${payload}`).digest('base64url');
  return signature === expected && Buffer.from(payload, 'base64url').toString() === JSON.stringify(jwk);
}
