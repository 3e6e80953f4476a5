import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collector, RowOf } from '../collector.ts';
import { certificatesIn, readCertificate } from './found-certificate.ts';

/** Where admins and their programs put certificates; not the hundreds that the system itself brings. */
const FOLDERS = [
  '/usr/local/share/ca-certificates',
  '/etc/ssl/certs',
  '/etc/ssl/local',
  '/etc/pki/ca-trust/source/anchors',
  '/etc/pki/trust/anchors',
  '/etc/pki/tls/certs',
  '/etc/ca-certificates/trust-source/anchors',
];
/** A folder for each name, and in it links to the newest. */
const LETS_ENCRYPT = '/etc/letsencrypt/live';
const ENDING = /\.(pem|crt|cer|der)$/i;
/** A chain of ten is smaller; a bundle of all public roots is larger, and is the system's own. */
const MOST_BYTES = 64 * 1024;
/** Of one folder; somebody who keeps more keeps them elsewhere. */
const MOST_FILES = 1_000;

export const certificateFiles: Collector = {
  name: 'certificates',
  async collect() {
    const names = await namesIn(LETS_ENCRYPT);
    const files = [
      ...(await Promise.all(FOLDERS.map(filesIn))).flat(),
      ...names.map((name) => join(LETS_ENCRYPT, name, 'cert.pem')),
    ];
    return { certificates: await readCertificateFiles(files) };
  },
};

/** Each certificate once, where it was found first. */
export async function readCertificateFiles(files: readonly string[]): Promise<RowOf<'certificates'>[]> {
  const found = new Map<string, RowOf<'certificates'>>();
  for (const file of files) {
    for (const certificate of await readFileOf(file))
      if (!found.has(certificate.sha256)) found.set(certificate.sha256, certificate);
  }
  return [...found.values()];
}

/** What this user may not read is none of its business. */
async function readFileOf(file: string): Promise<RowOf<'certificates'>[]> {
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    if (size > MOST_BYTES) return [];
    const content = await handle.readFile();
    const inPem = certificatesIn(content.toString('latin1'), file);
    return inPem.length > 0 ? inPem : readCertificate(content, file);
  } catch {
    return [];
  }
}

/** Files themselves: links are how a system names what it has elsewhere. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && ENDING.test(entry.name));
  return files
    .map(({ name }) => join(folder, name))
    .sort()
    .slice(0, MOST_FILES);
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .slice(0, MOST_FILES);
}
