import { berToDer } from '../../der/ber-to-der.ts';
import { type DerElement, expectTag, readCount, readElements, readSequence } from '../../der/read-der.ts';
import { certificateErrors } from '../../errors.ts';
import { type Contents, joinContents } from '../contents.ts';
import { decrypt } from '../encryption/decrypt.ts';
import { formsOf, type PasswordForm, type Unlock } from '../encryption/unlock.ts';
import { unsupported } from '../encryption/unsupported.ts';
import { readAs } from '../malformed.ts';
import { contentTypes, readContentInfo, readImplicitOctets } from './content-info.ts';
import { readBags } from './read-bags.ts';
import { fitsMac } from './verify-mac.ts';

/** Windows writes two or three, one for the keys and one for the certificates. */
const MAX_SAFES = 20;

/**
 * A PFX file (PKCS#12, RFC 7292) under the password: its MAC is checked before anything in it is believed.
 * @throws CERTIFICATE_PFX_MALFORMED, CERTIFICATE_PFX_PASSWORD_REQUIRED, CERTIFICATE_PFX_PASSWORD_WRONG,
 *   CERTIFICATE_ENCRYPTION_UNSUPPORTED, CERTIFICATE_ENCRYPTION_TOO_COSTLY
 */
export function readPfx(bytes: Buffer, unlock: Unlock): Contents {
  return readAs('CERTIFICATE_PFX_MALFORMED', 'a PFX file (PKCS#12), whole and unaltered', () =>
    openPfx(berToDer(bytes), unlock),
  );
}

function openPfx(der: Buffer, unlock: Unlock): Contents {
  const [version, authSafe, macData] = readSequence(der);
  if (readCount(version) !== 3) throw new RangeError('not version 3 of PKCS#12');
  const { type, content } = readContentInfo(authSafe);
  if (type !== contentTypes.data) unsupported('a PFX file that is signed with a key instead of a password');
  const octets = expectTag(content, 0x04).content;
  const forms = formsThatFit(macData, octets, unlock);
  const safes = readSequence(berToDer(octets));
  if (safes.length > MAX_SAFES) throw new RangeError(`${safes.length} parts, more than ${MAX_SAFES}`);
  return joinContents(safes.map((safe) => readBags(openSafe(safe, forms, unlock), forms)));
}

/** A PFX may come without a MAC; then decryption has to show which form fits. */
function formsThatFit(macData: DerElement | undefined, octets: Buffer, unlock: Unlock): PasswordForm[] {
  const forms = formsOf(unlock.password);
  if (macData === undefined) return forms;
  const mac = expectTag(macData, 0x30);
  const form = forms.find((one) => fitsMac(mac, octets, { form: one, unlock }));
  return form === undefined ? refusePassword(unlock, 'a MAC that does not fit') : [form];
}

/** The SafeContents of one part, DER. */
function openSafe(safe: DerElement, forms: readonly PasswordForm[], unlock: Unlock): Buffer {
  const { type, content } = readContentInfo(safe);
  if (type === contentTypes.data) return berToDer(expectTag(content, 0x04).content);
  if (type !== contentTypes.encryptedData)
    unsupported(`a part of type ${type}, encrypted for a key or an account`);
  const [, encryptedContentInfo] = readElements(expectTag(content, 0x30).content);
  const [, algorithm, data] = readElements(expectTag(encryptedContentInfo, 0x30).content);
  const encrypted = { algorithm: expectTag(algorithm, 0x30).content, data: readImplicitOctets(data) };
  return berToDer(
    decrypt(encrypted, forms, unlock) ?? refusePassword(unlock, 'certificates that do not open'),
  );
}

/** @throws CERTIFICATE_PFX_PASSWORD_REQUIRED, CERTIFICATE_PFX_PASSWORD_WRONG */
export function refusePassword({ password }: Unlock, seen: string): never {
  const code = password ? 'CERTIFICATE_PFX_PASSWORD_WRONG' : 'CERTIFICATE_PFX_PASSWORD_REQUIRED';
  const given = password ? `a password of ${password.length} characters` : 'no password';
  throw certificateErrors.error(code, {
    seen: `${seen} under ${given}`,
    expected: 'the password that was chosen at the export',
  });
}
