import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url: beyond guessing, so a plain digest is enough to keep it by. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a secret, lower-case hex: what is kept in its place. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
