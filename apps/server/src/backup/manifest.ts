import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { serverErrors } from '../errors.ts';

export const MANIFEST_FILE = 'manifest.json';

/** `tenants/ID.sqlite`, or a name in the backup itself: nothing that leads out of it. */
const PATH = '^(tenants/)?[A-Za-z0-9][A-Za-z0-9-]*(\\.[a-z-]+)?$';

/** What a backup holds, with the digest of each file. */
export const Manifest = Type.Object({
  format: Type.Literal(1),
  version: Type.String({ description: 'of the Causeway that made it' }),
  createdAt: Type.Number({ description: 'milliseconds since 1970' }),
  keyId: Type.String({ description: 'of the installation key that its secrets are sealed under' }),
  files: Type.Array(
    Type.Object({
      path: Type.String({ pattern: PATH }),
      bytes: Type.Integer(),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    }),
    { maxItems: 100_000 },
  ),
});
export type Manifest = Static<typeof Manifest>;
export type ManifestFile = Manifest['files'][number];

/** @throws BACKUP_UNREADABLE */
export function parseManifest(text: string, folder: string): Manifest {
  const read = parseJson(text);
  if (Value.Check(Manifest, read)) return read;
  throw serverErrors.error('BACKUP_UNREADABLE', {
    seen: `${join(folder, MANIFEST_FILE)} does not describe a backup of format 1`,
    expected: 'the file that `causeway backup create` wrote, unchanged',
  });
}

export async function describeFile(folder: string, path: string): Promise<ManifestFile> {
  const file = join(folder, path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return { path, bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
