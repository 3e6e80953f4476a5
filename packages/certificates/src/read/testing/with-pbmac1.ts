import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readSequence } from '../../der/read-der.ts';
import { integer, nullValue, objectIdentifier, octetString, sequence } from '../../der/write-der.ts';
import { readContentInfo } from '../pfx/content-info.ts';

export interface Pbmac1Options {
  readonly password: string;
  readonly hash: 'sha1' | 'sha256' | 'sha512';
  readonly keyBytes?: number | undefined;
  readonly iterations?: number;
}

const HMACS = { sha1: '1.2.840.113549.2.7', sha256: '1.2.840.113549.2.9', sha512: '1.2.840.113549.2.11' };
const NOTHING = Buffer.alloc(0);

/** A PFX without MAC under a PBMAC1 (RFC 9579), which OpenSSL 3.0 cannot write. */
export function withPbmac1(pfx: Buffer, options: Pbmac1Options): Buffer {
  const { password, hash, keyBytes = 32, iterations = 2048 } = options;
  const [version, authSafe] = readSequence(pfx);
  const content = readContentInfo(authSafe).content.content;
  const salt = randomBytes(16);
  const key = pbkdf2Sync(password, salt, iterations, keyBytes, hash);
  const hmac = sequence(objectIdentifier(HMACS[hash]), nullValue());
  const length = 'keyBytes' in options && options.keyBytes === undefined ? NOTHING : integer(keyBytes);
  const kdf = sequence(octetString(salt), integer(iterations), length, hmac);
  const parameters = sequence(sequence(objectIdentifier('1.2.840.113549.1.5.12'), kdf), hmac);
  const algorithm = sequence(objectIdentifier('1.2.840.113549.1.5.14'), parameters);
  const mac = createHmac(hash, key).update(content).digest();
  const macData = sequence(sequence(algorithm, octetString(mac)), octetString(NOTHING), integer(1));
  return sequence(version?.bytes ?? NOTHING, authSafe?.bytes ?? NOTHING, macData);
}
