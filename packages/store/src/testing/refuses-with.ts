import { CausewayError } from '@causeway/errors';

/** For `assert.rejects`: the error has that code. */
export function refusesWith(code: string): (error: unknown) => boolean {
  return (error) => error instanceof CausewayError && error.code === code;
}
