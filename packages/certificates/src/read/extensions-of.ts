import {
  type DerElement,
  readCount,
  readElement,
  readElements,
  readNamedBits,
  readObjectIdentifier,
  readSequence,
} from '../der/read-der.ts';
import { type KeyUsage, keyUsageBits } from '../issue/extensions.ts';
import { type GeneralName, readGeneralNames } from './general-name.ts';
import { type NameConstraints, readNameConstraints } from './name-constraints.ts';
import { type AuthorityFacts, readAuthority } from './read-authority.ts';

/** What the extensions of a certificate say (RFC 5280 section 4.2). Absent members: the extension is absent. */
export interface ExtensionFacts {
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: ReadonlySet<KeyUsage>;
  /** Object identifiers. */
  readonly purposes?: readonly string[];
  readonly subjectAltName?: { readonly hostnames: readonly string[]; readonly names: readonly GeneralName[] };
  readonly nameConstraints?: NameConstraints;
  /** Lower-case hex. */
  readonly subjectKeyId?: string;
  readonly authority?: AuthorityFacts;
  /** Object identifiers of extensions that make TLS stacks refuse: critical ones that they do not know. */
  readonly unknownCritical: readonly string[];
}

/** Critical extensions that OpenSSL processes or passes over, so that they do not make it refuse. */
const KNOWN = new Set([
  ...['15', '17', '19', '30', '31', '32', '33', '36', '37', '54'].map((arc) => `2.5.29.${arc}`),
  // id-pkix-ocsp-nocheck, RFC 6960 section 4.2.2.2.1.
  '1.3.6.1.5.5.7.48.1.5',
]);
/** proxyCertInfo (RFC 3820): no TLS stack accepts a proxy certificate unless it is told to. */
const PROXY = '1.3.6.1.5.5.7.1.14';

/** @throws RangeError when the DER is not sound. */
export function extensionsOf(certificate: Buffer): ExtensionFacts {
  const raw = rawExtensions(certificate);
  refuseRepeated(raw);
  const find = (oid: string) => raw.find((extension) => extension.oid === oid)?.value;
  const constraints = find('2.5.29.19');
  const usage = find('2.5.29.15');
  const purposes = find('2.5.29.37');
  const names = find('2.5.29.17');
  const nameConstraints = find('2.5.29.30');
  const subjectKeyId = find('2.5.29.14');
  const authority = find('2.5.29.35');
  return {
    ...(constraints && { basicConstraints: readBasicConstraints(constraints) }),
    ...(usage && { keyUsage: readKeyUsage(usage) }),
    ...(purposes && {
      purposes: readElements(readElement(purposes).content).map(({ content }) =>
        readObjectIdentifier(content),
      ),
    }),
    ...(names && { subjectAltName: readNames(names) }),
    ...(nameConstraints && { nameConstraints: readNameConstraints(nameConstraints) }),
    ...(subjectKeyId && { subjectKeyId: readElement(subjectKeyId).content.toString('hex') }),
    ...(authority && { authority: readAuthority(authority) }),
    unknownCritical: raw
      .filter(({ oid, isCritical }) => (isCritical && !KNOWN.has(oid)) || oid === PROXY)
      .map(({ oid }) => oid),
  };
}

/** RFC 5280 section 4.2: each at most once. Which of two a client reads is anybody's guess. */
function refuseRepeated(raw: readonly RawExtension[]): void {
  if (new Set(raw.map(({ oid }) => oid)).size !== raw.length)
    throw new RangeError('an extension is there twice');
}

interface RawExtension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Buffer;
}

export function rawExtensions(certificate: Buffer): RawExtension[] {
  const body = readElement(readElement(certificate).content);
  const wrapper = readElements(body.content).find(({ tag }) => tag === 0xa3);
  if (wrapper === undefined) return [];
  return readElements(readElement(wrapper.content).content).map(readExtension);
}

function readExtension({ content }: DerElement): RawExtension {
  const members = readElements(content);
  const value = members.at(-1);
  const [oid] = members;
  if (oid === undefined || value === undefined || value.tag !== 0x04)
    throw new RangeError('not an Extension');
  return {
    oid: readObjectIdentifier(oid.content),
    isCritical: members.some(({ tag, content: flag }) => tag === 0x01 && flag[0] !== 0),
    value: value.content,
  };
}

function readBasicConstraints(value: Buffer): { ca: boolean; pathLength?: number } {
  const members = readSequence(value);
  const length = members.find(({ tag }) => tag === 0x02);
  const ca = members.some(({ tag, content }) => tag === 0x01 && content[0] !== 0);
  return { ca, ...(length && { pathLength: readCount(length) }) };
}

function readKeyUsage(value: Buffer): ReadonlySet<KeyUsage> {
  const bits = readNamedBits(readElement(value).content);
  // RFC 5280 section 4.2.1.3: at least one.
  if (bits.size === 0) throw new RangeError('key usage is empty');
  const entries = Object.entries(keyUsageBits);
  // The keys of a constant record are its key type.
  return new Set(entries.filter(([, bit]) => bits.has(bit)).map(([name]) => name as KeyUsage));
}

function readNames(value: Buffer): { hostnames: string[]; names: GeneralName[] } {
  const names = readGeneralNames(value);
  return { hostnames: names.flatMap((name) => (name.kind === 'dns' ? [name.text] : [])), names };
}
