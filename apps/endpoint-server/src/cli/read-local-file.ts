import { readFile } from 'node:fs/promises';
import { endpointServerErrors } from '../errors.ts';

/** Larger than any certificate with its chain and key. */
const MOST_BYTES = 300_000;

/** @throws LOCAL_FILE_UNREADABLE */
export async function readLocalFile(file: string): Promise<Buffer> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw endpointServerErrors.error('LOCAL_FILE_UNREADABLE', {
      seen: cause instanceof Error ? cause.message : file,
      cause,
    });
  });
  if (content.length <= MOST_BYTES) return content;
  throw endpointServerErrors.error('LOCAL_FILE_UNREADABLE', {
    seen: `${file}: ${content.length} bytes`,
    expected: `at most ${MOST_BYTES} bytes`,
  });
}
