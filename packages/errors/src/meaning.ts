import type { ErrorKind } from './causeway-error.ts';

/** Exit codes of every command (DESIGN section 7). */
export const exitCodes: Readonly<Record<ErrorKind, number>> = {
  input: 2,
  access: 3,
  'not-found': 4,
  conflict: 4,
  trust: 5,
  unavailable: 6,
  fault: 70,
};

/** HTTP status of every kind (RFC 9110 section 15). */
export const httpStatuses: Readonly<Record<ErrorKind, number>> = {
  input: 400,
  access: 403,
  'not-found': 404,
  conflict: 409,
  trust: 422,
  unavailable: 503,
  fault: 500,
};
