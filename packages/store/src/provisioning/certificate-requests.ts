import {
  type CertificateRequest,
  type CertificateRequestStore,
  certificateErrors,
} from '@causeway/certificates';
import type { Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import { createCertificates } from './certificates.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['certificate_requests']>;

export function createCertificateRequests(
  db: Kysely<ProvisioningSchema>,
  vault: Vault,
): CertificateRequestStore {
  const all = db.selectFrom('certificate_requests').selectAll();
  return {
    async add(request, keyPem) {
      const row: Row = {
        ...request,
        hostnames: toJson(request.hostnames),
        keyPem: vault.seal(keyPem, contextOf(request)),
      };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('certificate_requests')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) {
        throw certificateErrors.error('CERTIFICATE_REQUEST_NAME_TAKEN', {
          seen: JSON.stringify(request.name),
        });
      }
    },
    async findByName(name) {
      const row = await all.where('name', '=', name).executeTakeFirst();
      return row && toRequest(row);
    },
    async findByPublicKey(sha256) {
      const row = await all.where('publicKeySha256', '=', sha256).executeTakeFirst();
      return row && toRequest(row);
    },
    async list() {
      return (await all.orderBy('createdAt').orderBy('name').execute()).map(toRequest);
    },
    async findKey(publicKeySha256) {
      const row = await all.where('publicKeySha256', '=', publicKeySha256).executeTakeFirst();
      return row && vault.open(row.keyPem, contextOf(row));
    },
    async answer(publicKeySha256, certificate) {
      await db.transaction().execute(async (trx) => {
        await createCertificates(trx, vault).add(certificate);
        await remove(trx, publicKeySha256);
      });
    },
    remove: (publicKeySha256) => remove(db, publicKeySha256),
  };
}

async function remove(db: Kysely<ProvisioningSchema>, publicKeySha256: string): Promise<void> {
  await db.deleteFrom('certificate_requests').where('publicKeySha256', '=', publicKeySha256).execute();
}

function toRequest({ keyPem: _keyPem, hostnames, ...request }: Row): CertificateRequest {
  return { ...request, hostnames: fromJson(hostnames) };
}

function contextOf({ publicKeySha256 }: Pick<CertificateRequest, 'publicKeySha256'>): string {
  return `certificate-requests/${publicKeySha256}`;
}
