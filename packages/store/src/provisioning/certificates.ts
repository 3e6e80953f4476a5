import {
  type CertificateStore,
  certificateErrors,
  type ListedCertificate,
  type StoredCertificate,
} from '@causeway/certificates';
import { type Kysely, type Selectable, sql } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['certificates']>;

/** Every column but the key. */
const PUBLIC = [
  ...(['id', 'name', 'origin', 'chainPem', 'anchorPem', 'sha256', 'anchorSha256', 'subject'] as const),
  ...(['issuer', 'hostnames', 'notBefore', 'notAfter', 'createdAt', 'renewal', 'renews'] as const),
];

const HAS_KEY = sql<unknown>`"keyPem" <> ''`.as('hasKey');

export function createCertificates(db: Kysely<ProvisioningSchema>, vault: Vault): CertificateStore {
  const all = db.selectFrom('certificates').selectAll();
  const toCertificate = (row: Row): StoredCertificate => ({
    ...row,
    // A key that stays elsewhere: there is nothing to seal.
    keyPem: row.keyPem === '' ? '' : vault.open(row.keyPem, contextOf(row)),
    hostnames: fromJson(row.hostnames),
  });
  return {
    async add(certificate) {
      const { keyPem: key } = certificate;
      const keyPem = key === '' ? '' : vault.seal(key, contextOf(certificate));
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
      const rows = db.selectFrom('certificates').select(PUBLIC).select(HAS_KEY);
      return (await rows.orderBy('createdAt').orderBy('id').execute()).map(toListed);
    },
    async setRenewal(id, renewal) {
      await db.updateTable('certificates').set({ renewal }).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('certificates').where('id', '=', id).execute();
    },
  };
}

function toListed(row: Omit<Row, 'keyPem'> & { readonly hasKey: unknown }): ListedCertificate {
  return { ...row, hasKey: Boolean(row.hasKey), hostnames: fromJson(row.hostnames) };
}

function contextOf({ id }: Pick<StoredCertificate, 'id'>): string {
  return `certificates/${id}`;
}
