import { type DerElement, readSequence } from '../der/read-der.ts';
import { type CanonicalName, readWholeName } from './read-name.ts';

/** GeneralName (RFC 5280 section 4.2.1.6). Texts are in lower case. */
export type GeneralName =
  | { readonly kind: 'dns' | 'email' | 'uri'; readonly text: string }
  | { readonly kind: 'directory'; readonly name: CanonicalName }
  /** Address alone, or with its mask behind it in name constraints. */
  | { readonly kind: 'address'; readonly bytes: Buffer }
  /** otherName, registeredID and the rest: told apart by their tag only. */
  | { readonly kind: 'other'; readonly tag: number };

const TEXTS: ReadonlyMap<number, 'email' | 'dns' | 'uri'> = new Map([
  [0x81, 'email'],
  [0x82, 'dns'],
  [0x86, 'uri'],
]);
const DIRECTORY = 0xa4;
const ADDRESS = 0x87;
const CONTEXT_CLASS = 0x80;

/** @throws RangeError when the DER is not sound, or not a GeneralName. */
export function readGeneralName({ tag, content }: DerElement): GeneralName {
  const kind = TEXTS.get(tag);
  if (kind !== undefined) return { kind, text: content.toString('latin1').toLowerCase() };
  if (tag === DIRECTORY) return { kind: 'directory', name: readWholeName(content) };
  if (tag === ADDRESS) return { kind: 'address', bytes: content };
  if ((tag & 0xc0) === CONTEXT_CLASS) return { kind: 'other', tag };
  throw new RangeError('not a GeneralName');
}

/** @throws RangeError */
export function readGeneralNames(value: Buffer): GeneralName[] {
  return readSequence(value).map(readGeneralName);
}
