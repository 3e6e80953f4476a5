import { type ConfigFile, MAX_CONFIG_BYTES } from './config.ts';
import { configErrors } from './errors.ts';
import { parseSections, type Section } from './parse-sections.ts';
import { readConfig } from './read-config.ts';
import { decodeBase64, getText, malformed } from './read-values.ts';

/** One signature of a file, with how much of the file it covers. */
export interface ConfigSignature {
  /** Id of the key. */
  readonly key: string;
  readonly value: Buffer;
  /** Every byte before its section. */
  readonly covered: Uint8Array;
}

/** A file that was read and not yet verified: its signatures are claims. */
export interface ParsedConfig {
  readonly config: ConfigFile;
  readonly signatures: readonly ConfigSignature[];
}

const SIGNATURES = ['Signature', 'Signature.2'];

/**
 * Reads a file without looking at who signed it.
 * @throws CONFIG_TOO_LARGE, CONFIG_MALFORMED, CONFIG_DUPLICATE_KEY, CONFIG_UNKNOWN_FORMAT, CONFIG_ADDRESS_INVALID, CONFIG_ANCHOR_…, CONFIG_ROTATION_INVALID
 */
export function parseConfig(file: string | Uint8Array): ParsedConfig {
  const { signatures, sections } = readSignatures(file);
  return { signatures, config: readConfig(sections) };
}

/** The signatures alone, so that they can be verified before anything else is believed. */
export function readSignatures(file: string | Uint8Array): {
  readonly signatures: readonly ConfigSignature[];
  readonly sections: ReadonlyMap<string, Section>;
} {
  const text = decode(typeof file === 'string' ? Buffer.from(file) : file);
  const sections = parseSections(text);
  const signed = SIGNATURES.map((name) => sections.get(name)).filter((section) => section !== undefined);
  const signatures = signed.map((section) => readSignature(text, section));
  refuseLoose(text, signed);
  return { signatures, sections };
}

function readSignature(text: string, section: Section): ConfigSignature {
  getText(section, 'Algorithm', /^ed25519$/, 'ed25519');
  const key = getText(section, 'Key', /^[0-9a-f]{16}$/, '16 hexadecimal digits');
  const value = decodeBase64(getText(section, 'Value', /^.{88}$/, '64 bytes in base64'));
  if (value?.length !== 64) throw malformed(`[${section.name}] Value`, '64 bytes in base64');
  return { key, value, covered: Buffer.from(text.slice(0, section.offset)) };
}

/** The signatures' own sections are covered by nothing else, so they end the file in one form only. */
function refuseLoose(text: string, signed: readonly Section[]): void {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const strict = signed.flatMap((section) => [
    `[${section.name}]`,
    'Algorithm=ed25519',
    `Key=${section.values.get('Key')}`,
    `Value=${section.values.get('Value')}`,
  ]);
  const [first] = signed;
  if (
    first !== undefined &&
    first.name === SIGNATURES[0] &&
    text.slice(first.offset) === strict.map((line) => line + eol).join('')
  )
    return;
  throw malformed(
    'an end that is not a signature',
    '[Signature] with Algorithm, Key and Value as the end of the file',
  );
}

/** @throws CONFIG_TOO_LARGE, CONFIG_MALFORMED */
function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_CONFIG_BYTES) {
    throw configErrors.error('CONFIG_TOO_LARGE', {
      seen: `${bytes.length} bytes`,
      expected: `at most ${MAX_CONFIG_BYTES}`,
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw configErrors.error('CONFIG_MALFORMED', {
      seen: 'bytes that are not UTF-8',
      expected: 'UTF-8',
      cause,
    });
  }
}
