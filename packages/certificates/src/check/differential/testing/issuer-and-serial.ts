import { explicit, objectIdentifier, sequence, set, tlv, utf8String } from '../../../der/write-der.ts';
import { extension } from '../../../issue/extensions.ts';

/** authorityKeyIdentifier by issuer and serial number (RFC 5280 section 4.2.1.1), without a key identifier. */
export function encodeIssuerAndSerial(issuer: string, serial: Uint8Array): Buffer {
  const name = sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(issuer))));
  return extension('2.5.29.35', sequence(tlv(0xa1, explicit(4, name)), tlv(0x82, serial)), 'optional');
}
