import type { CausewayError } from '@causeway/errors';
import { platformErrors } from '../errors.ts';

/** As much of a filter as is shown from where it cannot be read. */
const SHOWN_LENGTH = 40;

/** Makes the error of a filter that cannot be read from a position on, counted from 1 (the caller throws). */
export function filterInvalid(
  filter: string,
  at: number,
  expected: string,
  details?: { readonly isUnsupported: true },
): CausewayError {
  const rest = filter.slice(at - 1, at - 1 + SHOWN_LENGTH);
  const seen = rest === '' ? `its end, at character ${at}` : `${JSON.stringify(rest)} at character ${at}`;
  return platformErrors.error('FILTER_INVALID', { seen, expected, details: { at, ...details } });
}

/** True when it is OData, and a part of it that the parser does not have. */
export function isUnsupported(error: CausewayError): boolean {
  const { details } = error;
  return typeof details === 'object' && details !== null && 'isUnsupported' in details;
}
