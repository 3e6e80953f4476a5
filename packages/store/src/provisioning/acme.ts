import { type AcmeAccount, type AcmeOrder, type AcmeStore, acmeErrors } from '@causeway/acme';
import type { Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import type { ProvisioningSchema } from './schema.ts';

export function createAcme(db: Kysely<ProvisioningSchema>, vault: Vault): AcmeStore {
  return { accounts: createAccounts(db, vault), orders: createOrders(db, vault) };
}

function createAccounts(db: Kysely<ProvisioningSchema>, vault: Vault): AcmeStore['accounts'] {
  const all = db.selectFrom('acme_accounts').selectAll();
  const contextOf = ({ id }: Pick<AcmeAccount, 'id'>) => `acme-accounts/${id}`;
  const toRow = (account: AcmeAccount) => ({
    ...account,
    keyPem: vault.seal(account.keyPem, contextOf(account)),
  });
  const toAccount = (row: AcmeAccount): AcmeAccount => ({
    ...row,
    keyPem: vault.open(row.keyPem, contextOf(row)),
  });
  return {
    async add(account) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('acme_accounts')
        .values(toRow(account))
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n)
        throw acmeErrors.error('ACME_ACCOUNT_NAME_TAKEN', { seen: JSON.stringify(account.name) });
    },
    async find(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && toAccount(row);
    },
    async findByName(name) {
      const row = await all.where('name', '=', name).executeTakeFirst();
      return row && toAccount(row);
    },
    async list() {
      return (await all.orderBy('name').execute()).map(toAccount);
    },
    async save(account) {
      await db.updateTable('acme_accounts').set(toRow(account)).where('id', '=', account.id).execute();
    },
    async remove(id) {
      await db.deleteFrom('acme_accounts').where('id', '=', id).execute();
    },
  };
}

type OrderRow = Selectable<ProvisioningSchema['acme_orders']>;

function createOrders(db: Kysely<ProvisioningSchema>, vault: Vault): AcmeStore['orders'] {
  const all = db.selectFrom('acme_orders').selectAll();
  const contextOf = ({ id }: Pick<AcmeOrder, 'id'>) => `acme-orders/${id}`;
  const toRow = (order: AcmeOrder): OrderRow => ({
    ...order,
    hostnames: toJson(order.hostnames),
    error: toJson(order.error),
    renewal: toJson(order.renewal),
    keyPem: vault.seal(order.keyPem, contextOf(order)),
  });
  const toOrder = (row: OrderRow): AcmeOrder => ({
    ...row,
    hostnames: fromJson(row.hostnames),
    error: fromJson(row.error),
    renewal: fromJson(row.renewal),
    keyPem: vault.open(row.keyPem, contextOf(row)),
  });
  return {
    async add(order) {
      await db.insertInto('acme_orders').values(toRow(order)).execute();
    },
    async find(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && toOrder(row);
    },
    async list() {
      return (await all.orderBy('requestedAt', 'desc').orderBy('id', 'desc').execute()).map(toOrder);
    },
    async save(order) {
      await db.updateTable('acme_orders').set(toRow(order)).where('id', '=', order.id).execute();
    },
    async remove(id) {
      await db.deleteFrom('acme_orders').where('id', '=', id).execute();
    },
  };
}
