import {
  type DerElement,
  expectTag,
  readElements,
  readObjectIdentifier,
  readSequence,
} from '../../der/read-der.ts';
import { type Contents, joinContents, nothing } from '../contents.ts';
import type { PasswordForm } from '../encryption/unlock.ts';

const BAG = '1.2.840.113549.1.12.10.1';
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';
/** Keys and certificates of a PFX, and what else it may hold beside them. */
const MAX_BAGS = 100;

/**
 * The keys and certificates of SafeContents (RFC 7292 section 4.2), DER. Revocation lists, secrets and attributes are
 * not looked at. Its depth is bounded by `berToDer`, through which it came.
 * @throws RangeError
 */
export function readBags(safeContents: Buffer, forms: readonly PasswordForm[]): Contents {
  const bags = readSequence(safeContents);
  if (bags.length > MAX_BAGS) throw new RangeError(`${bags.length} bags, more than ${MAX_BAGS}`);
  return joinContents(bags.map((bag) => readBag(bag, forms)));
}

function readBag(bag: DerElement, forms: readonly PasswordForm[]): Contents {
  const [type, wrapper] = readElements(expectTag(bag, 0x30).content);
  const [value] = readElements(expectTag(wrapper, 0xa0).content);
  switch (readObjectIdentifier(expectTag(type, 0x06).content)) {
    case `${BAG}.1`:
      return { ...nothing, keys: [{ kind: 'plain', type: 'pkcs8', der: expectTag(value, 0x30).bytes }] };
    case `${BAG}.2`:
      return { ...nothing, keys: [{ kind: 'pfx', der: expectTag(value, 0x30).bytes, forms }] };
    case `${BAG}.3`:
      return { ...nothing, certificates: readCertificateBag(expectTag(value, 0x30)) };
    case `${BAG}.6`:
      return readBags(expectTag(value, 0x30).bytes, forms);
    default:
      return nothing;
  }
}

function readCertificateBag({ content }: DerElement): Buffer[] {
  const [type, wrapper] = readElements(content);
  if (readObjectIdentifier(expectTag(type, 0x06).content) !== X509_CERTIFICATE) return [];
  const [octets] = readElements(expectTag(wrapper, 0xa0).content);
  return [expectTag(octets, 0x04).content];
}
