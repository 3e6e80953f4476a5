import { sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConfigFile, MAX_CONFIG_BYTES, MAX_REVISION_JUMP } from '../config.ts';
import { formatConfig } from '../format-config.ts';
import { type SigningPair, signConfig } from '../sign-config.ts';
import { goldenFolder } from './golden.ts';
import { makeAnchor, makeConfig, makeSigner, sampleIssued } from './sample-config.ts';

/** Writes every golden file anew, under keys that are gone when this ends. Run it when the format grows. */
const current = makeSigner();
const next = makeSigner();
const stranger = makeSigner();
const anchor = makeAnchor('acme-root-2026');
const comingAnchor = makeAnchor('acme-root-2027');
const interim = makeConfig(anchor);
const [server] = interim.endpointServers;
const text = formatConfig(interim);
const HOLIDAY_MS = 365 * 86_400_000;
const servers = server === undefined ? [] : [server];

const groups = [
  { name: 'laptops', pollingInterval: 1_800, inventoryInterval: 43_200, proofInterval: 3_600 },
  { name: '2nd-floor', inventoryInterval: 604_800 },
  { name: 'trial' },
];

const valid: Record<string, string> = {
  'http-and-https': signConfig(interim, { current }),
  http: signConfig(http(), { current }),
  crlf: resign(text.replaceAll('\n', '\r\n'), current, '\r\n'),
  'unknown-keys': resign(
    text.replace('Format=1', 'Format=1\nLater=yes').replace('[Trust', '[Later]\nA=b\n\n[Trust'),
    current,
  ),
  'several-servers': signConfig(
    { ...interim, endpointServers: [...servers, ...servers.map((one) => ({ ...one, name: 'Zürich, DMZ' }))] },
    { current },
  ),
  rehearsal: signConfig(rehearsing(), { current }),
  groups: signConfig({ ...interim, groups }, { current }),
  'key-rotation': signConfig({ ...interim, nextKey: next.public }, { current, next }),
  'expired-but-news': signConfig(
    { ...interim, revision: 43, expires: sampleIssued + 1000, issued: sampleIssued - HOLIDAY_MS },
    { current },
  ),
};

const refused: Record<string, string> = {
  CONFIG_TOO_LARGE: resign(`${text}; ${'x'.repeat(MAX_CONFIG_BYTES)}\n`, current),
  CONFIG_MALFORMED: resign(text.replace('Revision=42', 'Revision = 42'), current),
  CONFIG_DUPLICATE_KEY: resign(text.replace('Revision=42', 'Revision=42\nrevision=43'), current),
  CONFIG_UNKNOWN_FORMAT: resign(text.replace('Format=1', 'Format=2'), current),
  CONFIG_UNKNOWN_KEY: signConfig(interim, { current: stranger }),
  CONFIG_BAD_SIGNATURE: signConfig(interim, { current }).replace('Revision=42', 'Revision=43'),
  CONFIG_ROTATION_INVALID: signConfig({ ...interim, nextKey: next.public }, { current }),
  CONFIG_OTHER_TENANT: signConfig(
    { ...interim, tenant: '0191f0c2-5a4e-7b6a-9c1d-000000000000' },
    { current },
  ),
  CONFIG_REVISION_FELL: signConfig({ ...interim, revision: 41 }, { current }),
  CONFIG_REVISION_JUMP: signConfig({ ...interim, revision: 42 + MAX_REVISION_JUMP + 1 }, { current }),
  CONFIG_EXPIRED: signConfig({ ...interim, expires: sampleIssued + 1000 }, { current }),
  CONFIG_ANCHOR_MISSING: resign(text.replace('Trust=acme-root-2026', 'Trust=acme-root-2027'), current),
  CONFIG_ANCHOR_MALFORMED: resign(
    text.replace(/Sha256=./, 'Sha256=g').replace('Sha256=g', `Sha256=${otherDigit()}`),
    current,
  ),
  CONFIG_ADDRESS_INVALID: resign(text.replace('https://inventory', 'ftp://inventory'), current),
};

function http(): ConfigFile {
  const addresses = ['http://inventory.acme.example:80'] as const;
  return {
    ...interim,
    anchors: [],
    endpointServers: servers.map((one) => ({ ...one, addresses, trust: [] })),
  };
}

function rehearsing(): ConfigFile {
  const rehearsal = {
    addresses: ['https://inventory.acme.example:443'] as const,
    trust: [comingAnchor.name],
  };
  return {
    ...interim,
    anchors: [anchor, comingAnchor],
    endpointServers: servers.map((one) => ({ ...one, trust: [anchor.name, comingAnchor.name], rehearsal })),
  };
}

function otherDigit(): string {
  return anchor.sha256.startsWith('0') ? '1' : '0';
}

/** Signs whatever the text is; `signConfig` would refuse most of these. */
function resign(unsigned: string, { id, privateKey }: SigningPair, eol = '\n'): string {
  const value = sign(null, Buffer.from(unsigned), privateKey).toString('base64');
  return unsigned + ['[Signature]', 'Algorithm=ed25519', `Key=${id}`, `Value=${value}`, ''].join(eol);
}

function write(kind: string, files: Record<string, string>): void {
  mkdirSync(join(goldenFolder, kind), { recursive: true });
  for (const [name, file] of Object.entries(files))
    writeFileSync(join(goldenFolder, kind, `${name}.ini`), file);
}

write('valid', valid);
write('refused', refused);
const held = { tenant: interim.tenant, revision: interim.revision, keys: [current.public] };
const now = new Date(sampleIssued + 7_200_000).toISOString();
writeFileSync(join(goldenFolder, 'held.json'), `${JSON.stringify({ now, held }, null, 2)}\n`);
