import { readElements, readSequence } from '../der/read-der.ts';
import { readGeneralName } from './general-name.ts';
import type { CanonicalName } from './read-name.ts';

/** authorityKeyIdentifier (RFC 5280 section 4.2.1.1): which of several equally named issuers is meant. */
export interface AuthorityFacts {
  /** Lower-case hex. */
  readonly keyId?: string;
  readonly serial?: string;
  /** Who issued the issuer. */
  readonly issuerName?: CanonicalName;
}

const KEY_ID = 0x80;
const ISSUER = 0xa1;
const SERIAL = 0x82;

/** @throws RangeError when the DER is not sound. */
export function readAuthority(value: Buffer): AuthorityFacts {
  const members = readSequence(value);
  const find = (wanted: number) => members.find(({ tag }) => tag === wanted)?.content;
  const keyId = find(KEY_ID)?.toString('hex');
  const serial = find(SERIAL)?.toString('hex');
  const names = readElements(find(ISSUER) ?? Buffer.alloc(0)).map(readGeneralName);
  const directory = names.find(({ kind }) => kind === 'directory');
  return {
    ...(keyId !== undefined && { keyId }),
    ...(serial !== undefined && { serial }),
    ...(directory?.kind === 'directory' && { issuerName: directory.name }),
  };
}
