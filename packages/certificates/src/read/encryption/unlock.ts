import { certificateErrors } from '../../errors.ts';

/** What may open the encrypted parts of one input: the password, and how much computing may go into trying. */
export interface Unlock {
  readonly password: string | undefined;
  /** Before the work is done. @throws CERTIFICATE_ENCRYPTION_TOO_COSTLY */
  spend(work: Work): void;
}

export interface Work {
  /** As the input says, Infinity where that is no number to count with. */
  readonly iterations: number;
  /** What one iteration takes, in rounds of PBKDF2 with SHA-256. */
  readonly weight: number;
}

/**
 * For a whole input: certificates and key encrypted with 600,000 rounds of PBKDF2 each (what OWASP advises, and the most
 * that export tools use) and a MAC of 100,000. A core does all of it in well under a second.
 */
const MAX_ROUNDS = 1_600_000;

export function createUnlock(password: string | undefined): Unlock {
  let spent = 0;
  return {
    password,
    spend({ iterations, weight }) {
      spent += iterations * weight;
      if (spent <= MAX_ROUNDS) return;
      throw certificateErrors.error('CERTIFICATE_ENCRYPTION_TOO_COSTLY', {
        seen: `${iterations} iterations that weigh ${weight} each`,
        expected: `a weight of at most ${MAX_ROUNDS} for all that is encrypted`,
      });
    },
  };
}

/** A password as the key derivations want it. */
export interface PasswordForm {
  /** RFC 8018. */
  readonly utf8: Buffer;
  /** RFC 7292 appendix B.1: UTF-16, big-endian, with a zero at the end. */
  readonly bmp: Buffer;
}

/** The forms to try: exporters disagree about whether no password is an empty one (two zero bytes) or none at all. */
export function formsOf(password: string | undefined): PasswordForm[] {
  const utf8 = Buffer.from(password ?? '', 'utf8');
  const form = { utf8, bmp: Buffer.from(`${password ?? ''}\0`, 'utf16le').swap16() };
  return utf8.length > 0 ? [form] : [form, { utf8, bmp: Buffer.alloc(0) }];
}
