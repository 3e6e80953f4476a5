import { certificateErrors } from '../errors.ts';
import { joinContents, type KeySource } from './contents.ts';
import type { Unlock } from './encryption/unlock.ts';
import { type ParsedCertificate, parseCertificate } from './parsed-certificate.ts';
import { readFile, type Source } from './read-file.ts';

/** A chain with its key takes some kilobytes; 1 MiB holds whole CA bundles. */
export const MAX_INPUT_BYTES = 1_048_576;
/**
 * A leaf, its chain and what was exported with it. Finding their order compares all with all, and one signature of a
 * slow kind takes milliseconds to check: ten keep a hostile input under a second.
 */
export const MAX_CHAIN_CERTIFICATES = 10;
/** A store of public roots has about 150. */
export const MAX_ANCHOR_CERTIFICATES = 250;

export interface Input {
  /** In the order of the files; exact repetitions once. */
  readonly certificates: readonly ParsedCertificate[];
  /** Not opened yet; exact repetitions once. */
  readonly keys: readonly KeySource[];
}

/**
 * Every certificate and key of some files, each of any format.
 * @throws CERTIFICATE_TOO_LARGE, CERTIFICATE_TOO_MANY, what `readFile` throws
 */
export function readInput(
  files: readonly (Source | undefined)[],
  unlock: Unlock,
  maxCertificates = MAX_CHAIN_CERTIFICATES,
): Input {
  const given = files.filter((file) => file !== undefined);
  refuseTooLarge(given);
  const { certificates, keys } = joinContents(given.map((file) => readFile(file, unlock)));
  const distinct = onceEach(certificates, (der) => der.toString('base64'));
  if (distinct.length > maxCertificates) throw tooMany(distinct.length, maxCertificates);
  return {
    certificates: onceEach(distinct.map(parseCertificate), ({ sha256 }) => sha256),
    keys: onceEach(keys, identityOfKey),
  };
}

function identityOfKey(key: KeySource): string {
  if (key.kind === 'foreign') return key.label;
  return key.kind === 'traditional' ? key.pem : key.der.toString('base64');
}

function onceEach<Item>(items: readonly Item[], identityOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [identityOf(item), item] as const)).values()];
}

function tooMany(seen: number, most: number): Error {
  return certificateErrors.error('CERTIFICATE_TOO_MANY', {
    seen: `${seen} certificates`,
    expected: `at most ${most}`,
  });
}

function refuseTooLarge(files: readonly Source[]): void {
  const size = files.reduce((sum, file) => sum + file.length, 0);
  if (size <= MAX_INPUT_BYTES) return;
  throw certificateErrors.error('CERTIFICATE_TOO_LARGE', {
    seen: `${size} bytes`,
    expected: `at most ${MAX_INPUT_BYTES} bytes for certificate, chain, key and anchor together`,
  });
}
