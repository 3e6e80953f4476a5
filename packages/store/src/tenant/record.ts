import type { Observation } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import { selectRows, selectValues } from '../sqlite/json-rows.ts';
import { endAction } from './actions.ts';
import { forgetOldFailures } from './forget-old-failures.ts';
import { mergeObservations } from './merge-observations.ts';
import type { Contact, EvidenceRow, FailureRow, TenantSchema } from './schema.ts';

const contactColumns = [
  ...(['clientId', 'lastSeenAt', 'lastAddress', 'fetchedRevision'] as const),
  ...(['appliedRevision', 'clockSkewSeconds', 'version'] as const),
] as const;
const evidenceColumns = ['clientId', 'address', 'trust', 'at'] as const;
const failureColumns = [
  'clientId',
  'address',
  'trust',
  'code',
  'at',
  'certificateSha256',
  'message',
] as const;

/** Writes a batch within the transaction that is given. */
export async function record(trx: Kysely<TenantSchema>, observations: readonly Observation[]): Promise<void> {
  for (const { clientId, at, done = [] } of observations)
    for (const report of done) await endAction(trx, clientId, report, at);
  const before = await findContacts(trx, observations);
  const { contacts, evidence, failures } = mergeObservations(before, observations);
  if (contacts.length > 0) await saveContacts(trx, contacts);
  if (evidence.length > 0) await saveEvidence(trx, evidence);
  if (failures.length === 0) return;
  await saveFailures(trx, failures);
  await forgetOldFailures(trx, [...new Set(failures.map(({ clientId }) => clientId))]);
}

async function findContacts(
  trx: Kysely<TenantSchema>,
  observations: readonly Observation[],
): Promise<Contact[]> {
  const ids = [...new Set(observations.map(({ clientId }) => clientId))];
  return trx.selectFrom('contacts').selectAll().where('clientId', 'in', selectValues(ids)).execute();
}

async function saveContacts(trx: Kysely<TenantSchema>, rows: readonly Contact[]): Promise<void> {
  await trx
    .insertInto('contacts')
    .columns(contactColumns)
    .expression(selectRows(rows, contactColumns))
    .onConflict((conflict) =>
      conflict.column('clientId').doUpdateSet(({ ref }) => ({
        lastSeenAt: ref('excluded.lastSeenAt'),
        lastAddress: ref('excluded.lastAddress'),
        fetchedRevision: ref('excluded.fetchedRevision'),
        appliedRevision: ref('excluded.appliedRevision'),
        clockSkewSeconds: ref('excluded.clockSkewSeconds'),
        version: ref('excluded.version'),
      })),
    )
    .execute();
}

async function saveEvidence(trx: Kysely<TenantSchema>, rows: readonly EvidenceRow[]): Promise<void> {
  await trx
    .insertInto('evidence')
    .columns(evidenceColumns)
    .expression(selectRows(rows, evidenceColumns))
    .onConflict((conflict) =>
      conflict
        .columns(['clientId', 'address', 'trust'])
        .doUpdateSet(({ ref }) => ({ at: ref('excluded.at') }))
        .whereRef('excluded.at', '>', 'evidence.at'),
    )
    .execute();
}

async function saveFailures(trx: Kysely<TenantSchema>, rows: readonly FailureRow[]): Promise<void> {
  await trx
    .insertInto('failures')
    .columns(failureColumns)
    .expression(selectRows(rows, failureColumns))
    .onConflict((conflict) =>
      conflict
        .columns(['clientId', 'address', 'trust'])
        .doUpdateSet(({ ref }) => ({
          code: ref('excluded.code'),
          at: ref('excluded.at'),
          certificateSha256: ref('excluded.certificateSha256'),
          message: ref('excluded.message'),
        }))
        .whereRef('excluded.at', '>', 'failures.at'),
    )
    .execute();
}
