import type { RawValue } from './raw-inventory.ts';

/** As long as any text of the normal form may be. */
const LONGEST_TEXT = 2_000;
const BYTES_A_MEBIBYTE = 1_048_576;
const BYTES_A_MEGABYTE = 1_000_000;

/** How a field of an agent becomes one of the normal form; undefined when it says nothing. */
export type ReadValue = (value: RawValue) => string | number | boolean | readonly string[] | undefined;

export const text: ReadValue = (value) => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  const read = value.trim();
  // A cut may go through the middle of a character.
  return (read.length > LONGEST_TEXT ? read.slice(0, LONGEST_TEXT).toWellFormed() : read) || undefined;
};

export const lowerCase: ReadValue = (value) => {
  const read = text(value);
  return typeof read === 'string' ? read.toLowerCase() : undefined;
};

/** A whole number that is not negative, whatever unit is written behind it. */
export const count: ReadValue = (value) => wholeNumber(numberIn(value));

/** Zero is what agents write where they know nothing. */
export const positive: ReadValue = (value) => wholeNumber(numberIn(value)) || undefined;

export const mebibytes: ReadValue = (value) => scaled(value, BYTES_A_MEBIBYTE);
export const megabytes: ReadValue = (value) => scaled(value, BYTES_A_MEGABYTE);

export const flag: ReadValue = (value) => {
  if (typeof value === 'boolean') return value;
  const read = String(text(value) ?? '').toLowerCase();
  if (read === '1' || read === 'true' || read === 'yes') return true;
  return read === '0' || read === 'false' || read === 'no' ? false : undefined;
};

/** Mbit/s: `1000`, `1 Gb/s`, `100 Mbps`. */
export const megabitsPerSecond: ReadValue = (value) => {
  const number = numberIn(value);
  if (number === undefined || number <= 0) return undefined;
  return wholeNumber(/\d\s*g/i.test(String(value)) ? number * 1_000 : number);
};

/** Several texts: a list, or one. */
export const texts: ReadValue = (value) => {
  const all = (Array.isArray(value) ? value : [value]).map(text).filter((one) => typeof one === 'string');
  return all.length === 0 ? undefined : [...new Set(all)].sort();
};

/** Milliseconds since 1970; a time without a zone is taken as UTC, because agents name none. */
export const time: ReadValue = (value) => {
  const written = text(value);
  return typeof written === 'string' ? parseTime(written) : undefined;
};

/** Year, month and day, and up to the second if it is said. */
const ISO = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?/;
const DAY_FIRST = /^\d{1,2}[/.]\d{1,2}[/.]\d{4}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?/;

function parseTime(written: string): number | undefined {
  const iso = ISO.exec(written);
  if (iso !== null) return utc(numbersIn(iso[0]));
  const other = DAY_FIRST.exec(written);
  if (other === null) return undefined;
  const [day = 0, month = 0, year = 0, ...clock] = numbersIn(other[0]);
  return utc([year, month, day, ...clock]) ?? utc([year, day, month, ...clock]);
}

/** Of digits with one other character between them; a capture and a conversion for each take three times as long. */
function numbersIn(written: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let at = 0; at < written.length; at++) {
    const digit = written.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) number = number * 10 + digit;
    else {
      numbers.push(number);
      number = 0;
    }
  }
  numbers.push(number);
  return numbers;
}

function utc([year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0]: readonly number[]):
  | number
  | undefined {
  // There is no 31st of February: what was written is no day.
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  const at = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  return at > 0 ? at : undefined;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const ZERO = 0x30;
/** As many as a number takes without losing any. */
const DIGITS = /^\d{1,15}$/;

function numberIn(value: RawValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (DIGITS.test(value)) return numbersIn(value)[0];
  const digits = /^\s*(\d+(?:\.\d+)?)/.exec(value)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function scaled(value: RawValue, unit: number): number | undefined {
  const number = numberIn(value);
  return number === undefined || number <= 0 ? undefined : wholeNumber(number * unit);
}

function wholeNumber(number: number | undefined): number | undefined {
  if (number === undefined || number < 0) return undefined;
  const rounded = Math.round(number);
  return Number.isSafeInteger(rounded) ? rounded : undefined;
}
