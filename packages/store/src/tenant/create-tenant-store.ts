import type { TenantId } from '@causeway/contract';
import type { EndpointStore } from '@causeway/endpoint';
import type { ComputersPort } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import type { Vault } from '../vault.ts';
import { createActions } from './actions.ts';
import { createBatches } from './batches.ts';
import { createClients } from './clients.ts';
import { createComputers } from './computers/computers.ts';
import { createDiagnostics } from './diagnostics.ts';
import { createForeign } from './foreign.ts';
import { createTakeIn } from './intake/intake.ts';
import { createInventories } from './inventories.ts';
import { createRevisions } from './revisions.ts';
import type { TenantSchema } from './schema.ts';
import { createSigningKeys } from './signing-keys.ts';
import { createTokens } from './tokens.ts';

/** What the endpoint server needs kept, and what there is to read of computers. */
export type TenantStore = EndpointStore & { readonly computers: ComputersPort };

/** The ports of a tenant on a database that is migrated already, whichever it is. */
export function createTenantStore(
  db: Kysely<TenantSchema>,
  options: { readonly vault: Vault; readonly tenantId: TenantId },
): TenantStore {
  const { vault, tenantId } = options;
  const takeIn = createTakeIn(db);
  return {
    clients: createClients(db),
    tokens: createTokens(db, vault),
    revisions: createRevisions(db),
    signingKeys: createSigningKeys(db, vault),
    inventories: createInventories(db, takeIn),
    foreign: createForeign(tenantId, takeIn),
    actions: createActions(db),
    diagnostics: createDiagnostics(db),
    batches: createBatches(tenantId, takeIn),
    computers: createComputers(db),
  };
}
