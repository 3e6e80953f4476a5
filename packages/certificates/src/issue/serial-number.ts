import { randomBytes as systemRandom } from 'node:crypto';

/**
 * A serial number with 128 random bits (RFC 5280 section 4.1.2.2; the CA/Browser Forum asks for 64).
 * The byte before them keeps it positive and of full length.
 */
export function serialNumber(randomBytes: (size: number) => Uint8Array = systemRandom): Buffer {
  return Buffer.concat([Buffer.from([0x4c]), randomBytes(16)]);
}
