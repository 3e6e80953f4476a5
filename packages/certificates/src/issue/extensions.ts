import { isIP } from 'node:net';
import {
  boolean,
  implicit,
  integer,
  namedBits,
  objectIdentifier,
  octetString,
  sequence,
} from '../der/write-der.ts';

/** Bit numbers of KeyUsage (RFC 5280 section 4.2.1.3). */
export const keyUsageBits = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  dataEncipherment: 3,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
} as const;
export type KeyUsage = keyof typeof keyUsageBits;

/** Purposes of ExtendedKeyUsage (RFC 5280 section 4.2.1.12). */
export const keyPurposes = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
} as const;
export type KeyPurpose = keyof typeof keyPurposes;

/** One DER-encoded Extension. */
export function extension(oid: string, value: Uint8Array, criticality: 'critical' | 'optional'): Buffer {
  const flag = criticality === 'critical' ? [boolean(true)] : [];
  return sequence(objectIdentifier(oid), ...flag, octetString(value));
}

export function basicConstraints(role: 'ca' | 'end-entity', pathLength?: number): Buffer {
  const length = pathLength === undefined ? [] : [integer(pathLength)];
  const value = role === 'ca' ? sequence(boolean(true), ...length) : sequence();
  return extension('2.5.29.19', value, 'critical');
}

export function keyUsage(usages: readonly KeyUsage[]): Buffer {
  return extension('2.5.29.15', namedBits(usages.map((usage) => keyUsageBits[usage])), 'critical');
}

export function extendedKeyUsage(purposes: readonly KeyPurpose[]): Buffer {
  const oids = purposes.map((purpose) => objectIdentifier(keyPurposes[purpose]));
  return extension('2.5.29.37', sequence(...oids), 'optional');
}

/** dNSName entries, and iPAddress for what is an IPv4 address. */
export function subjectAltName(names: readonly string[]): Buffer {
  const entries = names.map((name) =>
    isIP(name) === 4
      ? implicit(7, Buffer.from(name.split('.').map(Number)))
      : implicit(2, Buffer.from(name, 'latin1')),
  );
  return extension('2.5.29.17', sequence(...entries), 'optional');
}

/** Names below which a CA may issue (RFC 5280 section 4.2.1.10), dNSName only. */
export function nameConstraints(permitted: readonly string[]): Buffer {
  const subtrees = permitted.map((name) => sequence(implicit(2, Buffer.from(name, 'latin1'))));
  const value = sequence(Buffer.concat([retag(sequence(...subtrees), 0xa0)]));
  return extension('2.5.29.30', value, 'critical');
}

export function subjectKeyIdentifier(id: Uint8Array): Buffer {
  return extension('2.5.29.14', octetString(id), 'optional');
}

export function authorityKeyIdentifier(id: Uint8Array): Buffer {
  return extension('2.5.29.35', sequence(implicit(0, id)), 'optional');
}

function retag(encoded: Buffer, tag: number): Buffer {
  const copy = Buffer.from(encoded);
  copy[0] = tag;
  return copy;
}
