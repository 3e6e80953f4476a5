import type { EndpointStore } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import type { TakeIn } from './intake/intake.ts';
import { openUpload, putInventory } from './intake/put-inventory.ts';
import type { TenantSchema } from './schema.ts';

export function createInventories(db: Kysely<TenantSchema>, takeIn: TakeIn): EndpointStore['inventories'] {
  return {
    async put(inventory) {
      const upload = openUpload(inventory);
      await takeIn((intake) => putInventory(intake, upload));
    },
    find: (clientId) =>
      db.selectFrom('newest_uploads').selectAll().where('clientId', '=', clientId).executeTakeFirst(),
    async count(clientId) {
      const uploads = db.selectFrom('uploads').where('clientId', '=', clientId);
      const counted = uploads.select(({ fn }) => fn.countAll().as('count'));
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
  };
}
