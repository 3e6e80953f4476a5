import { CausewayError } from '@causeway/errors';

/** For `assert.throws` and `assert.rejects`: a refusal of that code that says what was seen, expected and to be done. */
export const refusedWith = (code: string) => (error: unknown) => {
  if (!(error instanceof CausewayError)) throw error;
  return error.code === code && [error.seen, error.expected, error.hint].every((text) => (text ?? '') !== '');
};
