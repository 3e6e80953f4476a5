import { readFile } from 'node:fs/promises';
import { serverErrors } from '../errors.ts';

/** The bytes of a file that the admin named. @throws FILE_UNREADABLE */
export async function readFileOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw serverErrors.error('FILE_UNREADABLE', {
      seen: reason,
      expected: `a readable file at ${file}`,
      cause,
    });
  }
}

export async function readTextOf(file: string): Promise<string> {
  return (await readFileOf(file)).toString('latin1');
}
