import type { Diagnostics, EndpointStore } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { TenantSchema } from './schema.ts';

export function createDiagnostics(db: Kysely<TenantSchema>): EndpointStore['diagnostics'] {
  return {
    put: (diagnostics) => putDiagnostics(db, diagnostics),
    find: (clientId) =>
      db.selectFrom('diagnostics').selectAll().where('clientId', '=', clientId).executeTakeFirst(),
  };
}

/** Keeps it unless newer ones of that client are kept. */
export async function putDiagnostics(db: Kysely<TenantSchema>, diagnostics: Diagnostics): Promise<void> {
  await db
    .insertInto('diagnostics')
    .values(diagnostics)
    .onConflict((conflict) =>
      conflict
        .column('clientId')
        .doUpdateSet(diagnostics)
        .whereRef('excluded.receivedAt', '>=', 'diagnostics.receivedAt'),
    )
    .execute();
}
