import type { EndpointStore, PublishedRevision } from '@causeway/endpoint';
import { endpointErrors } from '@causeway/endpoint';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { TenantSchema } from './schema.ts';

export function createRevisions(db: Kysely<TenantSchema>): EndpointStore['revisions'] {
  const all = db.selectFrom('revisions').selectAll('revisions');
  const newest = all.orderBy('revisions.revision', 'desc').limit(1);
  return {
    append: (revision) => db.transaction().execute((trx) => append(trx, revision)),
    async current() {
      return toRevision(await newest.executeTakeFirst());
    },
    async find(revision) {
      return toRevision(await all.where('revision', '=', revision).executeTakeFirst());
    },
    async newestSignedBy(keyId) {
      const query = newest
        .innerJoin('signers', 'signers.revision', 'revisions.revision')
        .where('signers.keyId', '=', keyId);
      return toRevision(await query.executeTakeFirst());
    },
  };
}

async function append(trx: Transaction<TenantSchema>, published: PublishedRevision): Promise<void> {
  const { revision, keyIds } = published;
  const before = trx.selectFrom('revisions').select('revision').orderBy('revision', 'desc').limit(1);
  const highest = (await before.executeTakeFirst())?.revision ?? 0;
  if (revision <= highest) {
    throw endpointErrors.error('REVISION_NOT_GROWN', {
      seen: `revision ${revision}`,
      expected: `more than ${highest}`,
    });
  }
  await trx
    .insertInto('revisions')
    .values({ ...published, keyIds: toJson(keyIds) })
    .execute();
  const signers = [...new Set(keyIds)].map((keyId) => ({ keyId, revision }));
  if (signers.length > 0) await trx.insertInto('signers').values(signers).execute();
}

function toRevision(row: Selectable<TenantSchema['revisions']> | undefined): PublishedRevision | undefined {
  return row && { ...row, keyIds: fromJson(row.keyIds) };
}
