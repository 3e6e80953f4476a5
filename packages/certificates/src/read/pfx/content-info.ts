import { type DerElement, expectTag, readElements, readObjectIdentifier } from '../../der/read-der.ts';

export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
} as const;

export interface ContentInfo {
  /** Object identifier. */
  readonly type: string;
  readonly content: DerElement;
}

/** ContentInfo (RFC 5652 section 3): a type and `[0] EXPLICIT` what is of it. @throws RangeError */
export function readContentInfo(element: DerElement | undefined): ContentInfo {
  const [type, wrapper] = readElements(expectTag(element, 0x30).content);
  const [content] = readElements(expectTag(wrapper, 0xa0).content);
  if (content === undefined) throw new RangeError('ContentInfo is empty');
  return { type: readObjectIdentifier(expectTag(type, 0x06).content), content };
}

/** The content of `[0] IMPLICIT OCTET STRING`: in one piece, or in BER as several OCTET STRINGs. @throws RangeError */
export function readImplicitOctets(element: DerElement | undefined): Buffer {
  if (element?.tag !== 0xa0) return expectTag(element, 0x80).content;
  return Buffer.concat(readElements(element.content).map((piece) => expectTag(piece, 0x04).content));
}
