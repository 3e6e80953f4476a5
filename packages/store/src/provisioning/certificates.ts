import {
  type CertificateStore,
  certificateErrors,
  type PublicCertificate,
  type StoredCertificate,
} from '@causeway/certificates';
import type { Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['certificates']>;

/** Every column but the key. */
const PUBLIC = [
  ...(['id', 'name', 'origin', 'chainPem', 'anchorPem', 'sha256', 'anchorSha256', 'subject'] as const),
  ...(['issuer', 'hostnames', 'notBefore', 'notAfter', 'createdAt', 'renewal', 'renews'] as const),
];

export function createCertificates(db: Kysely<ProvisioningSchema>, vault: Vault): CertificateStore {
  const all = db.selectFrom('certificates').selectAll();
  const toCertificate = (row: Row): StoredCertificate => ({
    ...row,
    keyPem: vault.open(row.keyPem, contextOf(row)),
    hostnames: fromJson(row.hostnames),
  });
  return {
    async add(certificate) {
      const keyPem = vault.seal(certificate.keyPem, contextOf(certificate));
      const row = { ...certificate, keyPem, hostnames: toJson(certificate.hostnames) };
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
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && toCertificate(row);
    },
    async findByName(name) {
      const row = await all.where('name', '=', name).executeTakeFirst();
      return row && toCertificate(row);
    },
    async list() {
      return (await all.orderBy('createdAt').orderBy('id').execute()).map(toCertificate);
    },
    async listPublic() {
      const rows = db.selectFrom('certificates').select(PUBLIC).orderBy('createdAt').orderBy('id');
      return (await rows.execute()).map(toPublic);
    },
    async setRenewal(id, renewal) {
      await db.updateTable('certificates').set({ renewal }).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('certificates').where('id', '=', id).execute();
    },
  };
}

function toPublic(row: Omit<Row, 'keyPem'>): PublicCertificate {
  return { ...row, hostnames: fromJson(row.hostnames) };
}

function contextOf({ id }: Pick<StoredCertificate, 'id'>): string {
  return `certificates/${id}`;
}
