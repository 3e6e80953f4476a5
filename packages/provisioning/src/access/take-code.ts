import { provisioningErrors } from '../errors.ts';
import type { AdminRecord, ProvisioningStore, TotpRecord } from '../provisioning-store.ts';
import { spendCode } from './second-factor.ts';

export interface GivenCode {
  readonly admin: AdminRecord;
  readonly totp: TotpRecord;
  readonly code: string;
  readonly now: number;
  readonly store: Pick<ProvisioningStore, 'admins'>;
}

/**
 * Takes a code of a second factor, once, be it sent twice at the same moment; `also` changes more in the same write.
 * @throws TOTP_CODE_WRONG
 */
export async function takeCode(
  { admin, totp, code, now, store }: GivenCode,
  also: Partial<Omit<TotpRecord, 'secret'>> = {},
): Promise<void> {
  const spent = spendCode(totp, code, now);
  if (spent !== undefined && (await store.admins.spendTotp(admin, { ...spent, ...also }))) return;
  throw codeWrong();
}

/** Makes the error; the caller throws. */
export function codeWrong(): Error {
  return provisioningErrors.error('TOTP_CODE_WRONG', {
    seen: 'another code, or one that was taken already',
    expected: 'the code that the authenticator shows now, or a recovery code that is left',
  });
}
