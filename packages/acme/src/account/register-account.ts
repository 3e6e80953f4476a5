import { Type } from 'typebox';
import type { AcmeAccount } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';
import { bindExternally, type FlattenedJws, readAccountKey } from '../protocol/jws.ts';
import type { Session } from '../protocol/session.ts';

export interface Registration {
  readonly agreesToTerms: boolean;
  /** What makes the owner of the account a customer of the CA (RFC 8555 section 7.3.4). Not kept. */
  readonly external: { readonly kid: string; readonly macKey: string } | null;
}

const Account = Type.Object({ status: Type.String() });

/**
 * Registers the key (RFC 8555 section 7.3). A key that is registered already finds its account again, so that this
 * may be repeated after a crash.
 * @throws ACME_TERMS_NOT_AGREED, ACME_EXTERNAL_ACCOUNT_REQUIRED, ACME_EXTERNAL_ACCOUNT_KEY_INVALID, what the CA refuses
 */
export async function registerAccount(
  session: Session,
  account: AcmeAccount,
  { agreesToTerms, external }: Registration,
): Promise<AcmeAccount> {
  const { newAccount, meta } = await session.directory();
  if (meta?.termsOfService !== undefined && !agreesToTerms)
    throw acmeErrors.error('ACME_TERMS_NOT_AGREED', {
      seen: meta.termsOfService,
      expected: 'that somebody agrees to them',
    });
  if (meta?.externalAccountRequired === true && external === null)
    throw acmeErrors.error('ACME_EXTERNAL_ACCOUNT_REQUIRED', { seen: account.directoryUrl });
  const payload = {
    termsOfServiceAgreed: agreesToTerms,
    ...(account.email !== null && { contact: [`mailto:${account.email}`] }),
    ...(external !== null && { externalAccountBinding: bind(external, newAccount, account) }),
  };
  const { location, body } = await session.post(newAccount, payload, Account);
  if (location === undefined)
    throw acmeErrors.error('ACME_ANSWER_UNREADABLE', { seen: `${newAccount}: no Location` });
  if (body.status !== 'valid')
    throw acmeErrors.error('ACME_ACCOUNT_REFUSED', { seen: `the account is ${body.status}` });
  return { ...account, url: location };
}

/** RFC 8555 section 7.3.6. An account that the CA does not know any more is as good as ended. */
export async function deactivateAccount(session: Session, { url }: AcmeAccount): Promise<void> {
  if (url === null) return;
  try {
    await session.post(url, { status: 'deactivated' }, Account);
  } catch (error) {
    if (!acmeErrors.is(error, 'ACME_ACCOUNT_REFUSED')) throw error;
  }
}

function bind(
  { kid, macKey }: { readonly kid: string; readonly macKey: string },
  url: string,
  { keyPem }: AcmeAccount,
): FlattenedJws {
  const text = macKey.trim().replace(/=+$/, '');
  // CAs show it in either alphabet of Base64.
  if (!/^[A-Za-z0-9+/_-]{16,1024}$/.test(text))
    throw acmeErrors.error('ACME_EXTERNAL_ACCOUNT_KEY_INVALID', {
      seen: `${text.length} characters`,
      expected: 'base64url text of at least 16 characters',
    });
  return bindExternally({ kid, macKey: Buffer.from(text, 'base64'), url }, readAccountKey(keyPem));
}
