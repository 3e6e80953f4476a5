import type { Kysely } from 'kysely';
import type { TenantSchema } from '../schema.ts';
import { Catalog } from './catalog.ts';

/** Where inventories are taken in: one transaction, and what is remembered beside the database. */
export interface Intake {
  readonly trx: Kysely<TenantSchema>;
  readonly catalog: Catalog;
}

/** Runs what takes inventories in within one transaction. */
export type TakeIn = <Result>(work: (intake: Intake) => Promise<Result>) => Promise<Result>;

export function createTakeIn(db: Kysely<TenantSchema>): TakeIn {
  const catalog = new Catalog();
  return async (work) => {
    try {
      return await db.transaction().execute((trx) => work({ trx, catalog }));
    } catch (cause) {
      catalog.forget();
      throw cause;
    }
  };
}
