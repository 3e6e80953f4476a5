import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Authority } from '../authority-store.ts';
import { parseCertificate } from '../read/parsed-certificate.ts';
import { formatKey } from '../read/read-key.ts';
import { buildCertificate, keyIdentifier } from './build-certificate.ts';
import { domainConstraints } from './domain-constraints.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectKeyIdentifier,
} from './extensions.ts';
import { serialNumber } from './serial-number.ts';

const DAY_MS = 86_400_000;
/** Ten years: as long as an anchor may lie on computers before all of them need a new one. */
export const ROOT_VALID_MS = 3650 * DAY_MS;
/** Under five years: half a root's life, so that an intermediate seldom has to end with its root. */
export const INTERMEDIATE_VALID_MS = 1825 * DAY_MS;
/** Clients' clocks are seldom further behind; what is made now must be valid for them now. */
export const BACKDATED_MS = 3_600_000;

export interface MadeAuthority {
  readonly authority: Authority;
  /** PKCS#8, PEM. */
  readonly keyPem: string;
}

export interface RootOptions {
  readonly generation: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface IntermediateOptions extends RootOptions {
  readonly root: Authority;
  readonly rootKeyPem: string;
  readonly domains: readonly [string, ...string[]];
}

/** The trust anchor of an installation: P-256, signs intermediates and nothing below them. */
export async function makeRoot({ generation, now }: RootOptions): Promise<MadeAuthority> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const name = nameOf('root', publicKey);
  const der = buildCertificate({
    subject: name,
    issuer: name,
    serial: serialNumber(),
    notBefore: now - BACKDATED_MS,
    notAfter: now + ROOT_VALID_MS,
    publicKey,
    signingKey: privateKey,
    hash: 'sha256',
    extensions: [
      basicConstraints('ca', 1),
      keyUsage(['keyCertSign', 'cRLSign']),
      subjectKeyIdentifier(keyIdentifier(publicKey)),
    ],
  });
  const { pem, sha256, notBefore, notAfter } = parseCertificate(der);
  const dates = { notBefore, notAfter, createdAt: now };
  const kept = { certificatePem: pem, sha256, issuerSha256: sha256, domains: [], ...dates };
  return { authority: { generation, role: 'root', name, ...kept }, keyPem: formatKey(privateKey) };
}

/** What signs server certificates: P-256, for TLS servers in these domains alone, never past its root. */
export async function makeIntermediate(options: IntermediateOptions): Promise<MadeAuthority> {
  const { generation, root, rootKeyPem, domains, now } = options;
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const name = nameOf('intermediate', publicKey);
  const der = buildCertificate({
    subject: name,
    issuer: root.name,
    serial: serialNumber(),
    notBefore: Math.max(now - BACKDATED_MS, root.notBefore),
    notAfter: Math.min(now + INTERMEDIATE_VALID_MS, root.notAfter),
    publicKey,
    signingKey: createPrivateKey(rootKeyPem),
    hash: 'sha256',
    extensions: [
      basicConstraints('ca', 0),
      keyUsage(['keyCertSign', 'cRLSign']),
      extendedKeyUsage(['serverAuth']),
      domainConstraints(domains),
      subjectKeyIdentifier(keyIdentifier(publicKey)),
      authorityKeyIdentifier(keyIdentifier(parseCertificate(root.certificatePem).x509.publicKey)),
    ],
  });
  const { pem, sha256, notBefore, notAfter } = parseCertificate(der);
  const dates = { notBefore, notAfter, createdAt: now };
  const kept = { certificatePem: pem, sha256, issuerSha256: root.sha256, domains, ...dates };
  return { authority: { generation, role: 'intermediate', name, ...kept }, keyPem: formatKey(privateKey) };
}

/** Names differ with the key: path building by name (RFC 5280 section 6.1) then never meets the wrong one. */
function nameOf(role: Authority['role'], publicKey: KeyObject): string {
  return `Causeway ${role} ${keyIdentifier(publicKey).toString('hex', 0, 4)}`;
}
