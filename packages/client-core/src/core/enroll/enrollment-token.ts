import { clientErrors } from '../../errors.ts';

/** The two halves of `ID.SECRET`. */
export interface EnrollmentToken {
  readonly id: string;
  readonly secret: Buffer;
}

/** 32 bytes in base64url behind the dot. @throws TOKEN_MALFORMED, without the token in it */
export function parseToken(text: string): EnrollmentToken {
  const token = text.trim();
  const [, id, secret] = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
  if (id !== undefined && secret !== undefined) return { id, secret: Buffer.from(secret, 'base64url') };
  throw clientErrors.error('TOKEN_MALFORMED', { seen: `${token.length} characters`, expected: 'ID.SECRET' });
}
