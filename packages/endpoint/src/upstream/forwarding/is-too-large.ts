/** What the platform, or a proxy in front of it (RFC 9110 section 15.5.14), says of a batch that it does not take. */
const CODES = new Set(['MESSAGE_TOO_LARGE', 'HTTP_STATUS_413']);
/** Causes that are looked into. */
const MOST_CAUSES = 5;

/** Whether a smaller batch may get through. */
export function isTooLarge(error: unknown): boolean {
  let cause: unknown = error;
  for (let depth = 0; depth < MOST_CAUSES && cause instanceof Error; depth++) {
    if ('code' in cause && typeof cause.code === 'string' && CODES.has(cause.code)) return true;
    cause = cause.cause;
  }
  return false;
}
