import type { Kysely } from 'kysely';
import type { TenantSchema } from '../schema.ts';
import { Catalog, RememberedCatalog } from './catalog.ts';

/** Where inventories are taken in: one transaction, and what is remembered beside the database. */
export interface Intake {
  readonly trx: Kysely<TenantSchema>;
  readonly catalog: Catalog;
}

/** Runs what takes inventories in within one transaction. */
export type TakeIn = <Result>(work: (intake: Intake) => Promise<Result>) => Promise<Result>;

export function createTakeIn(db: Kysely<TenantSchema>): TakeIn {
  const remembered = new RememberedCatalog();
  return async (work) => {
    const catalog = new Catalog(remembered);
    const result = await db.transaction().execute((trx) => work({ trx, catalog }));
    catalog.remember();
    return result;
  };
}
