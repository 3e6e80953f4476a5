import { parsePort } from '@causeway/contract';
import { serverErrors } from '../errors.ts';

/** For commander: a whole number of at least 1. @throws NUMBER_INVALID */
export function wholeNumber(text: string): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : 0;
  if (value < 1)
    throw serverErrors.error('NUMBER_INVALID', {
      seen: JSON.stringify(text),
      expected: 'a whole number from 1',
    });
  return value;
}

/** For commander, which gives no null on: a whole number of at least 1, or `tenant`. @throws NUMBER_INVALID */
export function wholeNumberOrTenant(text: string): number | 'tenant' {
  return text === 'tenant' ? text : wholeNumber(text);
}

/** For commander: a TCP port. @throws PORT_INVALID */
export function portNumber(text: string): number {
  return parsePort(text);
}

/** For commander: a number in plain digits, whose limits the server knows. @throws NUMBER_INVALID */
export function anyNumber(text: string): number {
  if (/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  throw serverErrors.error('NUMBER_INVALID', {
    seen: JSON.stringify(text),
    expected: 'a number such as 8 or 0.5',
    hint: 'Write it in digits.',
  });
}

/** For commander: a point in time as milliseconds since 1970. @throws TIME_INVALID */
export function pointInTime(text: string): number {
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw serverErrors.error('TIME_INVALID', {
      seen: JSON.stringify(text),
      expected: 'a date, or a date and a time as RFC 3339 writes them',
    });
  }
  return at;
}

/** For commander: several values in one word. */
export function commaSeparated(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
