import {
  type AdminParts,
  type AdminRecord,
  type OpenIdIdentity,
  type ProvisioningStore,
  provisioningErrors,
  type SignInParts,
  type TotpRecord,
} from '@causeway/provisioning';
import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { fromJson, type Json, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['admins']>;

export function createAdmins(db: Kysely<ProvisioningSchema>, vault: Vault): ProvisioningStore['admins'] {
  const of = (tenantId: AdminRecord['tenantId']) =>
    db.selectFrom('admins').selectAll().where('tenantId', 'is', tenantId);
  const toAdmin = (row: Row | undefined) => row && openAdmin(row, vault);
  return {
    async add(admin) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('admins')
        .values(sealAdmin(admin, vault))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) {
        throw provisioningErrors.error('ADMIN_NAME_TAKEN', { seen: JSON.stringify(admin.name) });
      }
    },
    async find(id) {
      return toAdmin(await db.selectFrom('admins').selectAll().where('id', '=', id).executeTakeFirst());
    },
    async findByName(tenantId, name) {
      return toAdmin(await of(tenantId).where('name', '=', name).executeTakeFirst());
    },
    async findByIdentity(tenantId, identity) {
      return toAdmin(await of(tenantId).where('identity', '=', identityText(identity)).executeTakeFirst());
    },
    async list(tenantId) {
      const rows = await of(tenantId).orderBy('name').execute();
      return rows.map((row) => openAdmin(row, vault));
    },
    async update(id, parts, was = {}) {
      const columns = toColumns(id, parts, vault);
      if (Object.keys(columns).length === 0) return true;
      const { numUpdatedRows } = await db
        .updateTable('admins')
        .set(columns)
        .where('id', '=', id)
        .where(signsInAs(was))
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async spendTotp({ id, passwordHash, totp }, after) {
      const row = await db.selectFrom('admins').selectAll().where('id', '=', id).executeTakeFirst();
      // Two that were begun one after the other differ in the secret alone, which is sealed anew each time.
      if (!row || totp === null || openAdmin(row, vault).totp?.secret !== totp.secret) return false;
      const { numUpdatedRows } = await db
        .updateTable('admins')
        .set({ totpState: stateText(after) })
        .where('id', '=', id)
        .where('passwordHash', 'is', passwordHash)
        .where('totpSecret', '=', row.totpSecret)
        .where('totpState', '=', stateText(totp))
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async remove(id) {
      await db.deleteFrom('admins').where('id', '=', id).execute();
    },
  };
}

/** Codes that are spent leave a second factor what it is; one that was removed and confirmed anew is another. */
export function signsInAs({ passwordHash, totp }: Partial<SignInParts>) {
  return (is: ExpressionBuilder<ProvisioningSchema, 'admins'>) => {
    const confirmedAt = is.fn<number | null>('json_extract', ['totpState', is.val('$.confirmedAt')]);
    return is.and([
      ...(passwordHash === undefined ? [] : [is('passwordHash', 'is', passwordHash)]),
      ...(totp === undefined ? [] : [is(confirmedAt, 'is', totp?.confirmedAt ?? null)]),
    ]);
  };
}

function sealAdmin({ totp, identity, ...admin }: AdminRecord, vault: Vault): Row {
  const { id, name, role, tenantId, passwordHash, createdAt } = admin;
  return {
    ...{ id, name, role, tenantId, passwordHash, createdAt },
    ...totpColumns(id, totp, vault),
    identity: identity && identityText(identity),
  };
}

function openAdmin({ totpSecret, totpState, identity, ...row }: Row, vault: Vault): AdminRecord {
  const totp =
    totpSecret === null || totpState === null
      ? null
      : { ...fromJson(totpState), secret: vault.open(totpSecret, contextOf(row.id)) };
  return { ...row, totp, identity: identity && fromJson(identity) };
}

/** Named one by one: whatever else an object may carry is not written. */
function toColumns(
  id: string,
  { role, passwordHash, totp }: Partial<AdminParts>,
  vault: Vault,
): Partial<Row> {
  return {
    ...(role && { role }),
    ...(passwordHash !== undefined && { passwordHash }),
    ...(totp !== undefined && totpColumns(id, totp, vault)),
  };
}

function totpColumns(
  id: string,
  totp: TotpRecord | null,
  vault: Vault,
): Pick<Row, 'totpSecret' | 'totpState'> {
  if (totp === null) return { totpSecret: null, totpState: null };
  return { totpSecret: vault.seal(totp.secret, contextOf(id)), totpState: stateText(totp) };
}

/** Always in this order, so that equal ones are equal texts. */
function stateText({ confirmedAt, lastStep, recoverySha256 }: TotpRecord): Json<Omit<TotpRecord, 'secret'>> {
  return toJson({ confirmedAt, lastStep, recoverySha256 });
}

function identityText({ issuer, subject }: OpenIdIdentity): Json<OpenIdIdentity> {
  return toJson({ issuer, subject });
}

function contextOf(id: string): string {
  return `admins/${id}/totp`;
}
