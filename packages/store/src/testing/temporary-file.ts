import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For tests: where a database may be made, in a folder of its own that goes with the disposal. */
export async function temporaryFile(): Promise<AsyncDisposable & { readonly file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-store-'));
  return {
    file: join(folder, 'causeway.db'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
