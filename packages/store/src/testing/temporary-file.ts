import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asId, type TenantId } from '@causeway/contract';
import { createVault, VAULT_KEY_BYTES, type Vault } from '../vault.ts';

interface TemporaryFile extends AsyncDisposable {
  readonly file: string;
  readonly vault: Vault;
  readonly tenantId: TenantId;
}

/** A vault under a key that nobody keeps. */
export function createTestVault(): Vault {
  return createVault(randomBytes(VAULT_KEY_BYTES));
}

/** For tests: where a database may be made, in a folder of its own that goes with the disposal, its vault and its tenant. */
export async function temporaryFile(): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-store-'));
  return {
    file: join(folder, 'causeway.db'),
    vault: createTestVault(),
    tenantId: asId<TenantId>(randomUUIDv7()),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
