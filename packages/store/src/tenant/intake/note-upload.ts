import { hash } from 'node:crypto';
import { type Inventory, MOST_UPLOADS_NOTED } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';

const noteStatement = `
insert into uploads ("clientId", "sha256", "receivedAt", "code") values (?1, ?2, ?3, ?4)
on conflict ("clientId", "sha256") do update set "receivedAt" = excluded."receivedAt", "code" = excluded."code"
where excluded."receivedAt" > "receivedAt"
returning (select count(*) from uploads where "clientId" = ?1) as "count"`;
const forgetStatement = `
delete from uploads where "clientId" = ?1 and "sha256" in (select "sha256" from uploads where "clientId" = ?1
  order by "receivedAt" desc, "sha256" limit -1 offset ${MOST_UPLOADS_NOTED})`;
const newestStatement = `
insert into newest_uploads ("clientId", "receivedAt", "address") values (?, ?, ?)
on conflict ("clientId") do update set "receivedAt" = excluded."receivedAt", "address" = excluded."address"
where excluded."receivedAt" >= "receivedAt" returning "clientId"`;

/**
 * A document that is noted already keeps its place, with the newest time at which it came.
 * @param code why it was passed over, when it was
 */
export async function noteUpload(
  trx: Kysely<TenantSchema>,
  { clientId, receivedAt, document }: Pick<Inventory, 'clientId' | 'receivedAt' | 'document'>,
  code: string | null,
): Promise<void> {
  const parameters = [clientId, hash('sha256', document), receivedAt, code];
  const [noted] = await execute<{ count: number }>(trx, noteStatement, parameters);
  if (noted !== undefined && noted.count > MOST_UPLOADS_NOTED)
    await execute(trx, forgetStatement, [clientId]);
}

/** @returns whether it came no earlier than the newest before */
export async function saveNewestUpload(
  trx: Kysely<TenantSchema>,
  { clientId, receivedAt, address }: Pick<Inventory, 'clientId' | 'receivedAt' | 'address'>,
): Promise<boolean> {
  return (await execute(trx, newestStatement, [clientId, receivedAt, address])).length > 0;
}
