import { CausewayError } from '@causeway/errors';

/** For `assert.rejects` and `assert.throws`: the error has that code, and says what the pattern asks for. */
export function refusesWith(code: string, seen?: RegExp): (error: unknown) => boolean {
  return (error) => {
    if (!(error instanceof CausewayError) || error.code !== code) throw error;
    return seen === undefined || seen.test(error.seen ?? '');
  };
}
