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

/** For commander: a number that the server judges, so that its code is the same on every way in. */
export function anyNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) {
    throw serverErrors.error('NUMBER_INVALID', { seen: JSON.stringify(text), expected: 'a number' });
  }
  return value;
}

/** For commander: a point in time as milliseconds since 1970. @throws TIME_INVALID */
export function pointInTime(text: string): number {
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw serverErrors.error('TIME_INVALID', { seen: JSON.stringify(text) });
  return at;
}
