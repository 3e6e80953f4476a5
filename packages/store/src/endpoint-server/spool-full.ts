import { endpointErrors } from '@causeway/endpoint';

/** A disk is not made free, and a platform not reached, within seconds. */
const RETRY_AFTER_SECONDS = 60;

/** Primary result codes of SQLite (https://sqlite.org/rescode.html), in the lowest byte of the extended ones. */
const PRIMARY = 0xff;
const DISK_REFUSES = [/* SQLITE_IOERR */ 10, /* SQLITE_FULL */ 13];
const NO_SPACE = ['ENOSPC', 'EDQUOT'];

export function spoolFull(seen: string, cause?: unknown): Error {
  return endpointErrors.error('SPOOL_FULL', { seen, cause, retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/** Whether the disk took no more, or failed. */
export function isOfDisk(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return DISK_REFUSES.includes(Number(error.errcode) & PRIMARY);
  return 'code' in error && NO_SPACE.includes(String(error.code));
}

/** The error that a caller can act on, where it is the disk's. */
export function toSpoolFull(error: unknown): unknown {
  return isOfDisk(error) ? spoolFull(`the disk: ${error.message}`, error) : error;
}
