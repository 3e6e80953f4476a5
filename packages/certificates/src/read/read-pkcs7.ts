import { berToDer } from '../der/ber-to-der.ts';
import { expectTag, readElement, readElements } from '../der/read-der.ts';
import type { Contents } from './contents.ts';
import { readAs } from './malformed.ts';
import { contentTypes, readContentInfo } from './pfx/content-info.ts';

/**
 * The certificates of a PKCS#7 file: SignedData (RFC 5652 section 5.1) that is there for its certificates only. Who
 * signed it, if anybody, says nothing about them.
 * @throws CERTIFICATE_PKCS7_MALFORMED
 */
export function readPkcs7(bytes: Buffer): Contents {
  return readAs('CERTIFICATE_PKCS7_MALFORMED', 'a PKCS#7 file with certificates, whole and unaltered', () => {
    const { type, content } = readContentInfo(readElement(berToDer(bytes)));
    if (type !== contentTypes.signedData) throw new RangeError(`content of type ${type}`);
    const members = readElements(expectTag(content, 0x30).content);
    const set = members.find(({ tag }) => tag === 0xa0);
    const choices = set === undefined ? [] : readElements(set.content);
    return { certificates: choices.filter(({ tag }) => tag === 0x30).map((one) => one.bytes), keys: [] };
  });
}
