import { certificateErrors } from '../errors.ts';
import { type ParsedCertificate, parseCertificate } from './parsed-certificate.ts';

/** A chain with its key takes a few kilobytes; 1 MiB holds whole CA bundles. */
export const MAX_INPUT_BYTES = 1_048_576;

export interface PemContents {
  readonly certificates: readonly ParsedCertificate[];
  /** Blocks of private keys, as they were. */
  readonly keys: readonly string[];
}

/** Traditional keys carry header lines with dashes (`Proc-Type`), so only five of them end the body. */
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----((?:(?!-----)[\s\S])*)-----END \1-----/g;

/**
 * Every certificate and key block of some PEM texts (RFC 7468), in their order; exact repetitions once.
 * @throws CERTIFICATE_TOO_LARGE, CERTIFICATE_MALFORMED
 */
export function readPem(...sources: readonly (string | Uint8Array | undefined)[]): PemContents {
  const given = sources.filter((source) => source !== undefined);
  refuseTooLarge(given);
  const blocks = given.flatMap((source) => blocksOf(textOf(source)));
  const certificates = blocks.filter(({ label }) => CERTIFICATE_LABELS.has(label)).map(parseBlock);
  return {
    certificates: [...new Map(certificates.map((one) => [one.sha256, one])).values()],
    keys: [...new Set(blocks.filter(({ label }) => label.endsWith('PRIVATE KEY')).map(({ text }) => text))],
  };
}

const CERTIFICATE_LABELS = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);

interface Block {
  readonly label: string;
  readonly body: string;
  readonly text: string;
}

function blocksOf(text: string): Block[] {
  const blocks = Array.from(text.matchAll(BLOCK), ([whole, label = '', body = '']) => ({
    label,
    body,
    text: `${whole}\n`,
  }));
  const begun = text.split(/-----BEGIN /).length - 1;
  if (begun === blocks.length) return blocks;
  throw certificateErrors.error('CERTIFICATE_MALFORMED', {
    seen: `${begun} blocks begin and ${blocks.length} of them end`,
    expected: 'every line "-----BEGIN …-----" with its "-----END …-----"',
  });
}

function parseBlock({ body }: Block): ParsedCertificate {
  return parseCertificate(Buffer.from(body, 'base64'));
}

function textOf(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : Buffer.from(source).toString('latin1');
}

function refuseTooLarge(sources: readonly (string | Uint8Array)[]): void {
  const size = sources.reduce((sum, source) => sum + source.length, 0);
  if (size <= MAX_INPUT_BYTES) return;
  throw certificateErrors.error('CERTIFICATE_TOO_LARGE', {
    seen: `${size} bytes`,
    expected: `at most ${MAX_INPUT_BYTES} bytes for certificate, chain, key and anchor together`,
  });
}
