import { randomUUIDv7 } from 'node:crypto';
import type { ClientRecord } from '@causeway/endpoint';
import { endpointErrors } from '@causeway/endpoint';
import type { Kysely, Transaction } from 'kysely';
import { toJson } from '../json.ts';
import { askToJoin } from './actions.ts';
import type { TenantSchema } from './schema.ts';
import { selectClients, toClientRecord } from './select-clients.ts';

interface Enrollment {
  readonly client: ClientRecord;
  readonly tokenId: string;
  readonly now: number;
}

/**
 * Takes one use of the token and adds the client, within the transaction that is given.
 * @throws TOKEN_UNKNOWN, TOKEN_EXPIRED, TOKEN_USED_UP
 */
export async function enroll(
  trx: Transaction<TenantSchema>,
  { client, tokenId, now }: Enrollment,
): Promise<ClientRecord> {
  // Before the token: a client whose reply was lost asks again, and may have taken the last use itself.
  const known = await findByKey(trx, client.publicKey);
  if (known !== undefined) return known;
  await takeUse(trx, tokenId, now);
  const token = await trx.selectFrom('tokens').select('group').where('id', '=', tokenId).executeTakeFirst();
  const enrolled = { ...client, group: token?.group ?? client.group };
  await addClient(trx, enrolled);
  if (enrolled.group !== null && enrolled.kind === 'native') {
    const { id: clientId, group } = enrolled;
    await askToJoin(trx, { id: randomUUIDv7(), clientId, group, by: `token ${tokenId}`, at: now });
  }
  return enrolled;
}

async function findByKey(
  trx: Transaction<TenantSchema>,
  publicKey: string,
): Promise<ClientRecord | undefined> {
  // Foreign clients have no key, and are not one and the same for that.
  if (publicKey === '') return undefined;
  const row = await selectClients(trx).where('publicKey', '=', publicKey).executeTakeFirst();
  return row && toClientRecord(row);
}

async function takeUse(trx: Transaction<TenantSchema>, tokenId: string, now: number): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('tokens')
    .set(({ eb }) => ({ usesLeft: eb('usesLeft', '-', 1) }))
    .where('id', '=', tokenId)
    .where('usesLeft', '>', 0)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw await refusal(trx, tokenId, now);
}

async function refusal(trx: Transaction<TenantSchema>, tokenId: string, now: number): Promise<Error> {
  const token = await trx.selectFrom('tokens').selectAll().where('id', '=', tokenId).executeTakeFirst();
  const seen = `token ${JSON.stringify(tokenId)}`;
  if (token === undefined) return endpointErrors.error('TOKEN_UNKNOWN', { seen });
  if (token.expiresAt > now) return endpointErrors.error('TOKEN_USED_UP', { seen });
  return endpointErrors.error('TOKEN_EXPIRED', {
    seen: `${seen}, expired at ${new Date(token.expiresAt).toISOString()}`,
    expected: `a token that is valid at ${new Date(now).toISOString()}`,
  });
}

/** With its contact, of which each client has one. */
export async function addClient(trx: Kysely<TenantSchema>, client: ClientRecord): Promise<void> {
  const { id, name, kind, publicKey, standing, waiver, enrolledAt, group, deviceId } = client;
  await trx
    .insertInto('clients')
    .values({ id, name, kind, publicKey, standing, waiver: toJson(waiver), enrolledAt, group, deviceId })
    .execute();
  const { lastSeenAt, lastAddress, fetchedRevision, appliedRevision, clockSkewSeconds, version } = client;
  await trx
    .insertInto('contacts')
    .values({
      clientId: id,
      lastSeenAt,
      lastAddress,
      fetchedRevision,
      appliedRevision,
      clockSkewSeconds,
      version,
    })
    .execute();
}
