import { type Address, contractErrors, formatAddress, parseAddress } from '@causeway/contract';
import { configErrors } from './errors.ts';
import type { Section } from './parse-sections.ts';

/** A section, a key and the start of a value: a file of 64 KiB may be all one value. */
const SHOWN_LENGTH = 200;

/** A key that must be there. @throws CONFIG_MALFORMED */
export function getValue({ name, values }: Section, key: string): string {
  const value = values.get(key);
  if (value === undefined) throw malformed(`[${name}] without ${key}`, `${key}=…`);
  return value;
}

/** A whole number in its one decimal form. @throws CONFIG_MALFORMED */
export function getNumber(section: Section, key: string, max: number): number {
  const text = getValue(section, key);
  const value = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw malformed(`[${section.name}] ${key}=${text}`, `a whole number from 1 to ${max}`);
}

/** RFC 3339 in UTC, to the second. @throws CONFIG_MALFORMED */
export function getTime(section: Section, key: string): number {
  const text = getValue(section, key);
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at) && formatTime(at) === text) return at;
  throw malformed(`[${section.name}] ${key}=${text}`, 'a time such as 2026-11-23T10:00:00Z');
}

export function formatTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** @throws CONFIG_MALFORMED */
export function getFlag(section: Section, key: string): boolean {
  const text = getValue(section, key);
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw malformed(`[${section.name}] ${key}=${text}`, 'yes or no');
}

/** A text that must look so. @throws CONFIG_MALFORMED */
export function getText(section: Section, key: string, pattern: RegExp, expected: string): string {
  const text = getValue(section, key);
  if (pattern.test(text)) return text;
  throw malformed(`[${section.name}] ${key}=${text.slice(0, 80)}`, expected);
}

/** Bytes in canonical, padded base64. Undefined for anything else. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

/** The values of `Key.1`, `Key.2`, … without a gap. */
export function listOf({ values }: Section, key: string): string[] {
  const found: string[] = [];
  for (
    let value = values.get(`${key}.1`);
    value !== undefined;
    value = values.get(`${key}.${found.length + 1}`)
  ) {
    found.push(value);
  }
  return found;
}

/** @throws CONFIG_ADDRESS_INVALID */
export function readAddress(text: string, place: string): Address {
  try {
    return formatAddress(parseAddress(text));
  } catch (cause) {
    const expected = contractErrors.is(cause) ? cause.expected : undefined;
    throw configErrors.error('CONFIG_ADDRESS_INVALID', {
      seen: `${place}=${text.slice(0, 300)}`,
      expected,
      cause,
    });
  }
}

export function malformed(seen: string, expected: string): Error {
  return configErrors.error('CONFIG_MALFORMED', { seen: seen.slice(0, SHOWN_LENGTH), expected });
}
