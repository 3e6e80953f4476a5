import {
  type DerElement,
  readElement,
  readElements,
  readNamedBits,
  readObjectIdentifier,
} from '../der/read-der.ts';
import { type KeyUsage, keyUsageBits } from '../issue/extensions.ts';

/** What the extensions of a certificate say (RFC 5280 section 4.2). Absent members: the extension is absent. */
export interface ExtensionFacts {
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: ReadonlySet<KeyUsage>;
  /** Object identifiers. */
  readonly purposes?: readonly string[];
  readonly subjectAltName?: { readonly hostnames: readonly string[]; readonly otherNames: number };
  readonly hasNameConstraints: boolean;
  /** Object identifiers of critical extensions that TLS stacks do not know. */
  readonly unknownCritical: readonly string[];
}

/** Critical extensions that OpenSSL processes, so that they do not make it refuse. */
const KNOWN = new Set(
  ['14', '15', '17', '18', '19', '30', '31', '32', '33', '35', '36', '37', '54'].map(
    (arc) => `2.5.29.${arc}`,
  ),
);

/** @throws RangeError when the DER is not sound. */
export function extensionsOf(certificate: Buffer): ExtensionFacts {
  const raw = rawExtensions(certificate);
  const find = (oid: string) => raw.find((extension) => extension.oid === oid)?.value;
  const constraints = find('2.5.29.19');
  const usage = find('2.5.29.15');
  const purposes = find('2.5.29.37');
  const names = find('2.5.29.17');
  return {
    ...(constraints && { basicConstraints: readBasicConstraints(constraints) }),
    ...(usage && { keyUsage: readKeyUsage(usage) }),
    ...(purposes && {
      purposes: readElements(readElement(purposes).content).map(({ content }) =>
        readObjectIdentifier(content),
      ),
    }),
    ...(names && { subjectAltName: readNames(names) }),
    hasNameConstraints: find('2.5.29.30') !== undefined,
    unknownCritical: raw.filter(({ oid, isCritical }) => isCritical && !KNOWN.has(oid)).map(({ oid }) => oid),
  };
}

/** Object identifier of the algorithm that the certificate was signed with. @throws RangeError */
export function signatureOidOf(certificate: Buffer): string {
  const [, algorithm] = readElements(readElement(certificate).content);
  if (algorithm === undefined) throw new RangeError('not a Certificate');
  return readObjectIdentifier(readElement(algorithm.content).content);
}

interface RawExtension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Buffer;
}

function rawExtensions(certificate: Buffer): RawExtension[] {
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
  const members = readElements(readElement(value).content);
  const length = members.find(({ tag }) => tag === 0x02)?.content;
  const ca = members.some(({ tag, content }) => tag === 0x01 && content[0] !== 0);
  if (length === undefined) return { ca };
  // A longer number than six bytes cannot be a limit that any chain reaches.
  const isReadable = length.length > 0 && length.length <= 6;
  return { ca, pathLength: isReadable ? length.readUIntBE(0, length.length) : Number.MAX_SAFE_INTEGER };
}

function readKeyUsage(value: Buffer): ReadonlySet<KeyUsage> {
  const bits = readNamedBits(readElement(value).content);
  const entries = Object.entries(keyUsageBits);
  // The keys of a constant record are its key type.
  return new Set(entries.filter(([, bit]) => bits.has(bit)).map(([name]) => name as KeyUsage));
}

function readNames(value: Buffer): { hostnames: string[]; otherNames: number } {
  const names = readElements(readElement(value).content);
  const hostnames = names.filter(({ tag }) => tag === 0x82).map(({ content }) => content.toString('latin1'));
  return {
    hostnames: hostnames.map((name) => name.toLowerCase()),
    otherNames: names.length - hostnames.length,
  };
}
