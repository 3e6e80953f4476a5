import { type DerElement, readElement, readElements, readObjectIdentifier } from '../der/read-der.ts';

/**
 * A Name (RFC 5280 section 4.1.2.4) for comparing: one text for each RDN, from the widest to the narrowest, without regard to
 * case, blanks and string type (section 7.1). Attributes are `oid=value`, joined by `+` where an RDN has several.
 */
export type CanonicalName = readonly string[];

/** @throws RangeError when the DER is not sound. */
export function readName(content: Buffer): CanonicalName {
  return readElements(content).map(({ content: attributes }) =>
    readElements(attributes).map(readAttribute).sort().join('+'),
  );
}

export function isSameName(one: CanonicalName, other: CanonicalName): boolean {
  return one.length === other.length && isWithinName(one, other);
}

/** Whether `base` is the beginning of `name`, or all of it. */
export function isWithinName(name: CanonicalName, base: CanonicalName): boolean {
  return base.every((part, index) => part === name[index]);
}

/** Values of one attribute, canonical, in their order. */
export function attributesOf(name: CanonicalName, oid: string): string[] {
  return name
    .flatMap((part) => part.split('+'))
    .filter((attribute) => attribute.startsWith(`${oid}=`))
    .map((attribute) => attribute.slice(oid.length + 1));
}

function readAttribute({ content }: DerElement): string {
  const [type, value] = readElements(content);
  if (type === undefined || value === undefined) throw new RangeError('not an AttributeTypeAndValue');
  const text = textOf(value)?.trim().replace(/\s+/g, ' ').toLowerCase();
  return `${readObjectIdentifier(type.content)}=${text ?? value.content.toString('hex')}`;
}

/** BMPString is UTF-16 with the high byte first. */
const BMP_STRING = 0x1e;
/** UTF8String; PrintableString, IA5String and VisibleString are the same in ASCII. */
const ASCII_OR_UTF8 = new Set([0x0c, 0x13, 0x16, 0x1a]);
const TELETEX_STRING = 0x14;

function textOf({ tag, content }: DerElement): string | undefined {
  if (ASCII_OR_UTF8.has(tag)) return content.toString('utf8');
  if (tag === TELETEX_STRING) return content.toString('latin1');
  if (tag === BMP_STRING && content.length % 2 === 0)
    return Buffer.from(content).swap16().toString('utf16le');
  return undefined;
}

/** A Name with its tag. @throws RangeError */
export function readWholeName(bytes: Buffer): CanonicalName {
  return readName(readElement(bytes).content);
}
