import { endpointErrors } from '../errors.ts';

/** An integer of JSON may be 1e300, which no store keeps. @throws MESSAGE_INVALID */
export function requireCountable(numbers: readonly number[]): void {
  const seen = numbers.find((number) => !Number.isSafeInteger(number));
  if (seen === undefined) return;
  const expected = `an integer of at most ${Number.MAX_SAFE_INTEGER}`;
  throw endpointErrors.error('MESSAGE_INVALID', { seen: String(seen), expected });
}
