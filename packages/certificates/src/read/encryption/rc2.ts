/** RC2 decryption in CBC mode (RFC 2268): OpenSSL 3 has it in a provider that Node does not load, older Windows exports with it. */

/** Derived from the digits of pi (RFC 2268 section 2). */
const PI_TABLE = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);
const BLOCK_BYTES = 8;
const WORD = 0xffff;

export interface Rc2Options {
  readonly key: Buffer;
  readonly effectiveBits: number;
  readonly iv: Buffer;
}

/** Undefined when the padding (RFC 8018 section 6.1.1) is not sound: another key, or altered data. */
export function decryptRc2(data: Buffer, { key, effectiveBits, iv }: Rc2Options): Buffer | undefined {
  if (data.length === 0 || data.length % BLOCK_BYTES !== 0) return undefined;
  const words = expandKey(key, effectiveBits);
  const plain = Buffer.alloc(data.length);
  for (let at = 0; at < data.length; at += BLOCK_BYTES) {
    const mask = at === 0 ? iv : data.subarray(at - BLOCK_BYTES, at);
    decryptBlock(data.subarray(at, at + BLOCK_BYTES), words).forEach((byte, index) => {
      plain[at + index] = byte ^ (mask[index] ?? 0);
    });
  }
  return withoutPadding(plain);
}

function withoutPadding(plain: Buffer): Buffer | undefined {
  const count = plain.at(-1) ?? 0;
  if (count < 1 || count > BLOCK_BYTES) return undefined;
  const end = plain.length - count;
  return plain.subarray(end).every((byte) => byte === count) ? plain.subarray(0, end) : undefined;
}

/** RFC 2268 section 2: 64 words of 16 bits. */
export function expandKey(key: Buffer, effectiveBits: number): Uint16Array {
  const bytes = Buffer.alloc(128);
  key.copy(bytes);
  const pi = (index: number) => PI_TABLE[index & 0xff] ?? 0;
  const at = (index: number) => bytes[index] ?? 0;
  for (let i = key.length; i < 128; i++) bytes[i] = pi(at(i - 1) + at(i - key.length));
  const effectiveBytes = (effectiveBits + 7) >> 3;
  const mask = 0xff >> (8 * effectiveBytes - effectiveBits);
  bytes[128 - effectiveBytes] = pi(at(128 - effectiveBytes) & mask);
  for (let i = 127 - effectiveBytes; i >= 0; i--) bytes[i] = pi(at(i + 1) ^ at(i + effectiveBytes));
  return Uint16Array.from({ length: 64 }, (_, index) => bytes.readUInt16LE(index * 2));
}

/** How far each of the four words is turned in a mixing round (RFC 2268 section 3.1). */
const TURNS = [1, 2, 3, 5];

/** RFC 2268 section 4: the rounds of encryption backwards. */
export function decryptBlock(block: Buffer, words: Uint16Array): Buffer {
  const r = Uint16Array.from({ length: 4 }, (_, index) => block.readUInt16LE(index * 2));
  for (let round = 15; round >= 0; round--) {
    unmix(r, words, round);
    if (round === 11 || round === 5) unmash(r, words);
  }
  const plain = Buffer.alloc(BLOCK_BYTES);
  r.forEach((word, index) => {
    plain.writeUInt16LE(word, index * 2);
  });
  return plain;
}

function unmix(r: Uint16Array, words: Uint16Array, round: number): void {
  for (let i = 3; i >= 0; i--) {
    const turn = TURNS[i] ?? 0;
    const word = r[i] ?? 0;
    const turned = ((word >>> turn) | (word << (16 - turn))) & WORD;
    const [one = 0, two = 0, three = 0] = [r[(i + 3) & 3], r[(i + 2) & 3], r[(i + 1) & 3]];
    r[i] = turned - (words[round * 4 + i] ?? 0) - (one & two) - (~one & WORD & three);
  }
}

function unmash(r: Uint16Array, words: Uint16Array): void {
  for (let i = 3; i >= 0; i--) r[i] = (r[i] ?? 0) - (words[(r[(i + 3) & 3] ?? 0) & 63] ?? 0);
}
