import type { EndpointStore } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { Vault } from '../vault.ts';
import { createBatches } from './batches.ts';
import { createClients } from './clients.ts';
import { createInventories } from './inventories.ts';
import { createRevisions } from './revisions.ts';
import type { TenantSchema } from './schema.ts';
import { createSigningKeys } from './signing-keys.ts';
import { createTokens } from './tokens.ts';

/** The port of the endpoint server on a database that is migrated already, whichever it is. */
export function createTenantStore(db: Kysely<TenantSchema>, vault: Vault): EndpointStore {
  return {
    clients: createClients(db),
    tokens: createTokens(db, vault),
    revisions: createRevisions(db),
    signingKeys: createSigningKeys(db, vault),
    inventories: createInventories(db),
    batches: createBatches(db),
  };
}
