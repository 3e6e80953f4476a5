import { createDecipheriv, type Decipheriv } from 'node:crypto';
import { decryptRc2 } from './rc2.ts';

/** A block cipher in CBC mode. */
export type Cipher =
  | { readonly kind: 'native'; readonly name: string; readonly keyBytes: number; readonly ivBytes: number }
  /** EDE with fewer than three keys: node:crypto has the one with three. */
  | { readonly kind: 'des'; readonly keyBytes: 8 | 16; readonly ivBytes: 8 }
  | { readonly kind: 'rc2'; readonly keyBytes: number; readonly ivBytes: 8 };

const TRIPLE_DES = 'des-ede3-cbc';

export const aes128: Cipher = { kind: 'native', name: 'aes-128-cbc', keyBytes: 16, ivBytes: 16 };
export const aes192: Cipher = { kind: 'native', name: 'aes-192-cbc', keyBytes: 24, ivBytes: 16 };
export const aes256: Cipher = { kind: 'native', name: 'aes-256-cbc', keyBytes: 32, ivBytes: 16 };
export const tripleDes: Cipher = { kind: 'native', name: TRIPLE_DES, keyBytes: 24, ivBytes: 8 };
export const doubleDes: Cipher = { kind: 'des', keyBytes: 16, ivBytes: 8 };
export const des: Cipher = { kind: 'des', keyBytes: 8, ivBytes: 8 };
export const rc2 = (bits: number): Cipher => ({ kind: 'rc2', keyBytes: bits / 8, ivBytes: 8 });

export interface KeyedCipher {
  readonly cipher: Cipher;
  readonly key: Buffer;
  readonly iv: Buffer;
}

/** Undefined when the padding is not sound: another key, or altered data. */
export function decipher(data: Buffer, { cipher, key, iv }: KeyedCipher): Buffer | undefined {
  switch (cipher.kind) {
    case 'native':
      return decipherNative(data, createDecipheriv(cipher.name, key, iv));
    case 'des':
      return decipherNative(data, createDecipheriv(TRIPLE_DES, Buffer.concat([key, key, key], 24), iv));
    case 'rc2':
      return decryptRc2(data, { key, iv, effectiveBits: cipher.keyBytes * 8 });
  }
}

function decipherNative(data: Buffer, native: Decipheriv): Buffer | undefined {
  try {
    return Buffer.concat([native.update(data), native.final()]);
  } catch {
    // OpenSSL says no more than "bad decrypt" or "wrong final block length" here.
    return undefined;
  }
}
