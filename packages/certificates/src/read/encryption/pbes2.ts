import { expectTag, readElements, readObjectIdentifier } from '../../der/read-der.ts';
import { aes128, aes192, aes256, type Cipher, des, type KeyedCipher, tripleDes } from './cipher.ts';
import { derivePbkdf2 } from './pbkdf2.ts';
import { deriveScrypt } from './scrypt.ts';
import type { Unlock } from './unlock.ts';
import { unsupported } from './unsupported.ts';

export const PBES2 = '1.2.840.113549.1.5.13';

/** RFC 8018 appendix B.2.1 to B.2.5. */
const CIPHERS: ReadonlyMap<string, Cipher> = new Map([
  ['2.16.840.1.101.3.4.1.2', aes128],
  ['2.16.840.1.101.3.4.1.22', aes192],
  ['2.16.840.1.101.3.4.1.42', aes256],
  ['1.2.840.113549.3.7', tripleDes],
  ['1.3.14.3.2.7', des],
]);

const DERIVATIONS = new Map([
  ['1.2.840.113549.1.5.12', derivePbkdf2],
  ['1.3.6.1.4.1.11591.4.11', deriveScrypt],
]);

/** PBES2-params (RFC 8018 appendix A.4), run. @throws as `deriveCipher` */
export function derivePbes2(parameters: Buffer, password: Buffer, unlock: Unlock): KeyedCipher {
  const [derivation, encryption] = readElements(parameters);
  const { name: cipherName, value: iv } = readAlgorithm(expectTag(encryption, 0x30).content, 0x04);
  const cipher = CIPHERS.get(cipherName) ?? unsupported(`cipher ${cipherName}`);
  if (iv.length !== cipher.ivBytes) throw new RangeError('the IV does not fit the cipher');
  const { name, value } = readAlgorithm(expectTag(derivation, 0x30).content, 0x30);
  const derive = DERIVATIONS.get(name) ?? unsupported(`key derivation ${name}`);
  return { cipher, iv, key: derive(value, password, { keyBytes: cipher.keyBytes, unlock }) };
}

/** An AlgorithmIdentifier whose parameters have that tag. An unknown one is told by its name, whatever it has. */
function readAlgorithm(content: Buffer, tag: number): { name: string; value: Buffer } {
  const [oid, parameters] = readElements(content);
  const name = readObjectIdentifier(expectTag(oid, 0x06).content);
  if (!CIPHERS.has(name) && !DERIVATIONS.has(name)) unsupported(`algorithm ${name}`);
  return { name, value: expectTag(parameters, tag).content };
}
