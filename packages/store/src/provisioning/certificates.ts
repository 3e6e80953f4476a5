import { type CertificateStore, certificateErrors, type StoredCertificate } from '@causeway/certificates';
import type { Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { ProvisioningSchema } from './schema.ts';

export function createCertificates(db: Kysely<ProvisioningSchema>): CertificateStore {
  const all = db.selectFrom('certificates').selectAll();
  return {
    async add(certificate) {
      const row = { ...certificate, hostnames: toJson(certificate.hostnames) };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('certificates')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) {
        throw certificateErrors.error('CERTIFICATE_NAME_TAKEN', { seen: JSON.stringify(certificate.name) });
      }
    },
    async find(id) {
      return toCertificate(await all.where('id', '=', id).executeTakeFirst());
    },
    async findByName(name) {
      return toCertificate(await all.where('name', '=', name).executeTakeFirst());
    },
    async list() {
      return (await all.orderBy('createdAt').orderBy('id').execute()).map((row) => toCertificate(row));
    },
    async remove(id) {
      await db.deleteFrom('certificates').where('id', '=', id).execute();
    },
  };
}

type Row = Selectable<ProvisioningSchema['certificates']>;

function toCertificate(row: Row): StoredCertificate;
function toCertificate(row: Row | undefined): StoredCertificate | undefined;
function toCertificate(row: Row | undefined): StoredCertificate | undefined {
  return row && { ...row, hostnames: fromJson(row.hostnames) };
}
