import type { ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import type { ProvisioningSchema } from './schema.ts';

export function createCrossings(db: Kysely<ProvisioningSchema>): ProvisioningStore['crossings'] {
  return {
    async add(sample, past) {
      const { tenantId } = sample;
      await db.transaction().execute(async (trx) => {
        if (past.length > 0)
          await trx
            .deleteFrom('crossing_samples')
            .where('tenantId', '=', tenantId)
            .where('at', 'in', past)
            .execute();
        await trx
          .insertInto('crossing_samples')
          .values(sample)
          .onConflict((conflict) => conflict.columns(['tenantId', 'at']).doNothing())
          .execute();
      });
    },
    list: (tenantId) =>
      db.selectFrom('crossing_samples').selectAll().where('tenantId', '=', tenantId).orderBy('at').execute(),
    newest: () =>
      db
        .selectFrom('crossing_samples as sample')
        .innerJoin(
          (from) =>
            from
              .selectFrom('crossing_samples')
              .select(({ fn }) => ['tenantId', fn.max('at').as('at')])
              .groupBy('tenantId')
              .as('newest'),
          (join) =>
            join.onRef('newest.tenantId', '=', 'sample.tenantId').onRef('newest.at', '=', 'sample.at'),
        )
        .selectAll('sample')
        .execute(),
    async clear(tenantId) {
      await db.deleteFrom('crossing_samples').where('tenantId', '=', tenantId).execute();
    },
  };
}
