import { isIP } from 'node:net';
import {
  boolean,
  explicit,
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

/** dNSName entries, and iPAddress for what is an IPv4 address; bytes are a GeneralName as it is. */
export function subjectAltName(names: readonly (string | Uint8Array)[]): Buffer {
  const entries = names.map((name) =>
    typeof name === 'string' && isIP(name) === 4
      ? implicit(7, Buffer.from(name.split('.').map(Number)))
      : generalName(name),
  );
  return extension('2.5.29.17', sequence(...entries), 'optional');
}

/** Names that a CA may and may not issue for (RFC 5280 section 4.2.1.10): dNSName; bytes are a GeneralName as it is. */
export function nameConstraints(
  permitted: readonly (string | Uint8Array)[],
  excluded: readonly (string | Uint8Array)[] = [],
): Buffer {
  const value = sequence(...subtrees(0, permitted), ...subtrees(1, excluded));
  return extension('2.5.29.30', value, 'critical');
}

function subtrees(number: number, names: readonly (string | Uint8Array)[]): Buffer[] {
  if (names.length === 0) return [];
  return [explicit(number, Buffer.concat(names.map((name) => sequence(generalName(name)))))];
}

function generalName(name: string | Uint8Array): Uint8Array {
  return typeof name === 'string' ? implicit(2, Buffer.from(name, 'latin1')) : name;
}

export function subjectKeyIdentifier(id: Uint8Array): Buffer {
  return extension('2.5.29.14', octetString(id), 'optional');
}

export function authorityKeyIdentifier(id: Uint8Array): Buffer {
  return extension('2.5.29.35', sequence(implicit(0, id)), 'optional');
}
