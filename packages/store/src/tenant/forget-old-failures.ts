import type { ClientId } from '@causeway/contract';
import { MOST_FAILURES_KEPT } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import { selectValues } from '../sqlite/json-rows.ts';
import type { TenantSchema } from './schema.ts';

/** Keeps the newest failures of each of these clients: one statement for all of them. */
export async function forgetOldFailures(
  trx: Kysely<TenantSchema>,
  clientIds: readonly ClientId[],
): Promise<void> {
  await trx
    .deleteFrom('failures')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('clientId', 'address', 'trust'),
        'in',
        selectFrom(newestFirst(trx, clientIds).as('ranked'))
          .select(['clientId', 'address', 'trust'])
          .where('place', '>', MOST_FAILURES_KEPT)
          .$asTuple('clientId', 'address', 'trust'),
      ),
    )
    .execute();
}

/** Each failure with its place among those of its client, from 1. */
function newestFirst(trx: Kysely<TenantSchema>, clientIds: readonly ClientId[]) {
  return trx
    .selectFrom('failures')
    .select(['clientId', 'address', 'trust'])
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) =>
          over.partitionBy('clientId').orderBy('at', 'desc').orderBy('address').orderBy('trust'),
        )
        .as('place'),
    )
    .where('clientId', 'in', selectValues(clientIds));
}
