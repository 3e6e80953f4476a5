import type { ClientRecord } from '@causeway/endpoint';
import type { Kysely } from 'kysely';
import { fromJson, type Json } from '../json.ts';
import type { TenantSchema } from './schema.ts';

/** Clients with their contacts, in the columns of a ClientRecord. */
export function selectClients(db: Kysely<TenantSchema>) {
  return db
    .selectFrom('clients')
    .innerJoin('contacts', 'contacts.clientId', 'clients.id')
    .selectAll('clients')
    .select([
      'lastSeenAt',
      'lastAddress',
      'fetchedRevision',
      'appliedRevision',
      'clockSkewSeconds',
      'version',
    ]);
}

type Row = Omit<ClientRecord, 'waiver'> & { readonly waiver: Json<ClientRecord['waiver']> };

export function toClientRecord(row: Row): ClientRecord {
  return { ...row, waiver: fromJson(row.waiver) };
}
