import { createHash, X509Certificate } from 'node:crypto';
import { type Address, isTlsKey, isUuid, TLS_KEYS } from '@causeway/contract';
import {
  type ConfigFile,
  type ConfiguredAnchor,
  type ConfiguredRehearsal,
  type ConfiguredServer,
  FORMAT,
  MAX_INVENTORY_SECONDS,
  MAX_POLLING_SECONDS,
  MAX_PROOF_SECONDS,
  type PublicSigningKey,
} from './config.ts';
import { configErrors } from './errors.ts';
import { keyIdOf } from './key-id.ts';
import type { Section } from './parse-sections.ts';
import { readGroups } from './read-groups.ts';
import {
  decodeBase64,
  getFlag,
  getNumber,
  getText,
  getTime,
  getValue,
  listOf,
  malformed,
  readAddress,
} from './read-values.ts';

const ANCHOR_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;
const TRUST_PREFIX = 'Trust.';
/** Longest name of an anchor, and the start of one that is longer. */
const SHOWN_LENGTH = 80;

/** What the sections say. Sections and keys that are not known are passed over: they were signed, too. */
export function readConfig(sections: ReadonlyMap<string, Section>): ConfigFile {
  const main = getSection(sections, 'Causeway');
  refuseOtherFormat(main);
  const anchors = [...sections.values()].filter(({ name }) => name.startsWith(TRUST_PREFIX)).map(readAnchor);
  const trustSystemStore = getFlag(main, 'TrustSystemStore');
  const endpointServers = serversOf(sections).map(readServer);
  for (const server of endpointServers) refuseUntrustable(server, anchors, trustSystemStore);
  const nextKey = sections.get('NextKey');
  return {
    tenant: readId(main, 'Tenant'),
    revision: getNumber(main, 'Revision', Number.MAX_SAFE_INTEGER),
    issued: getTime(main, 'Issued'),
    expires: getTime(main, 'Expires'),
    pollingInterval: getNumber(main, 'PollingInterval', MAX_POLLING_SECONDS),
    inventoryInterval: getNumber(main, 'InventoryInterval', MAX_INVENTORY_SECONDS),
    ...(main.values.has('ProofInterval') && {
      proofInterval: getNumber(main, 'ProofInterval', MAX_PROOF_SECONDS),
    }),
    trustSystemStore,
    endpointServers,
    anchors,
    ...readGroups(sections),
    ...(nextKey !== undefined && { nextKey: readNextKey(nextKey) }),
  };
}

function getSection(sections: ReadonlyMap<string, Section>, name: string): Section {
  const section = sections.get(name);
  if (section === undefined) throw malformed(`no section [${name}]`, `[${name}]`);
  return section;
}

/** Before anything else is read: a later format may mean anything by the rest. */
function refuseOtherFormat(main: Section): void {
  const format = getValue(main, 'Format');
  if (format === String(FORMAT)) return;
  throw configErrors.error('CONFIG_UNKNOWN_FORMAT', {
    seen: `Format=${format.slice(0, 20)}`,
    expected: `Format=${FORMAT}`,
  });
}

function serversOf(sections: ReadonlyMap<string, Section>): Section[] {
  const servers: Section[] = [getSection(sections, 'EndpointServer.1')];
  while (true) {
    const next = sections.get(`EndpointServer.${servers.length + 1}`);
    if (next === undefined) return servers;
    servers.push(next);
  }
}

function readServer(section: Section): ConfiguredServer {
  const addresses = readAddresses(section, 'Address');
  const rehearsal = readRehearsal(section, addresses);
  if (addresses.length === 0) throw malformed(`[${section.name}] without Address.1`, 'at least one address');
  return {
    id: readId(section, 'Id'),
    name: getText(section, 'Name', /^.{1,63}$/u, 'at most 63 characters'),
    hostname: getText(section, 'Hostname', /^[a-z0-9.-]{1,253}$/, 'a hostname'),
    addresses,
    trust: section.values.get('Trust')?.split(',') ?? [],
    ...(rehearsal !== undefined && { rehearsal }),
  };
}

function readAddresses(section: Section, key: string): Address[] {
  return listOf(section, key).map((text, index) =>
    readAddress(text, `[${section.name}] ${key}.${index + 1}`),
  );
}

/** A rehearsal without a trust of its own, or away from the server's addresses, would be no rehearsal. */
function readRehearsal(section: Section, served: readonly Address[]): ConfiguredRehearsal | undefined {
  const addresses = readAddresses(section, 'Rehearsal');
  if (addresses.length === 0) return undefined;
  const stray = addresses.find((address) => !served.includes(address) || !address.startsWith('https:'));
  if (stray !== undefined)
    throw malformed(
      `[${section.name}] Rehearsal of ${stray}`,
      'one of the HTTPS addresses of the same server',
    );
  return { addresses, trust: getValue(section, 'RehearsalTrust').split(',') };
}

function readAnchor(section: Section): ConfiguredAnchor {
  const name = section.name.slice(TRUST_PREFIX.length);
  if (!ANCHOR_NAME.test(name))
    throw malformed(`[${section.name}]`, 'letters, digits and hyphens after "Trust."');
  const certificate = getValue(section, 'Certificate');
  const sha256 = getText(section, 'Sha256', /^[0-9a-f]{64}$/, '64 hexadecimal digits');
  const der = decodeBase64(certificate);
  if (der === undefined) throw anchorMalformed(name, 'text that is not base64');
  if (createHash('sha256').update(der).digest('hex') !== sha256)
    throw anchorMalformed(name, 'a certificate of another SHA-256');
  if (!isCertificate(der)) throw anchorMalformed(name, 'bytes that are not a certificate');
  if (!hasTlsKey(der)) throw anchorMalformed(name, 'a certificate with a key of another kind', TLS_KEYS);
  return { name, certificate, sha256 };
}

function isCertificate(der: Buffer): boolean {
  try {
    return new X509Certificate(der).raw.equals(der);
  } catch {
    return false;
  }
}

/** TLS meets every anchor that is published, and Node does not survive all of them. */
function hasTlsKey(der: Buffer): boolean {
  try {
    return isTlsKey(new X509Certificate(der).publicKey);
  } catch {
    // A key of a kind that OpenSSL does not know.
    return false;
  }
}

function readNextKey(section: Section): PublicSigningKey {
  const id = getText(section, 'Id', /^[0-9a-f]{16}$/, '16 hexadecimal digits');
  const publicKey = getValue(section, 'PublicKey');
  const raw = decodeBase64(publicKey);
  if (raw?.length === 32 && keyIdOf(raw) === id) return { id, publicKey };
  throw configErrors.error('CONFIG_ROTATION_INVALID', {
    seen: `[NextKey] ${id} that is not the id of its key`,
    expected: '32 bytes, base64, and the start of their SHA-256',
  });
}

function refuseUntrustable(
  server: ConfiguredServer,
  anchors: readonly ConfiguredAnchor[],
  systemStore: boolean,
): void {
  const named = [...server.trust, ...(server.rehearsal?.trust ?? [])];
  const unknown = named
    .find((name) => !anchors.some((anchor) => anchor.name === name))
    ?.slice(0, SHOWN_LENGTH);
  const needsAnchor = server.addresses.some((address) => address.startsWith('https:'));
  const hasNone = needsAnchor && server.trust.length === 0 && !systemStore;
  if (unknown === undefined && !hasNone) return;
  throw configErrors.error('CONFIG_ANCHOR_MISSING', {
    seen:
      unknown === undefined
        ? `${server.name} with HTTPS and no Trust`
        : `${server.name} with Trust=${unknown}`,
    expected: unknown === undefined ? 'Trust=…, or TrustSystemStore=yes' : `a section [Trust.${unknown}]`,
  });
}

function readId(section: Section, key: string): string {
  const text = getValue(section, key);
  if (isUuid(text)) return text;
  throw malformed(`[${section.name}] ${key}=${text.slice(0, 80)}`, 'a UUID in lower case');
}

function anchorMalformed(name: string, seen: string, expected = 'DER in base64, with its SHA-256'): Error {
  return configErrors.error('CONFIG_ANCHOR_MALFORMED', {
    seen: `[Trust.${name}]: ${seen}`,
    expected,
  });
}
