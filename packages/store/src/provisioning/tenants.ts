import {
  type ProvisioningStore,
  provisioningErrors,
  type TenantParts,
  type TenantRecord,
} from '@causeway/provisioning';
import type { Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['tenants']>;

export function createTenants(db: Kysely<ProvisioningSchema>): ProvisioningStore['tenants'] {
  const all = db.selectFrom('tenants').selectAll();
  return {
    async add(tenant) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('tenants')
        .values(toRow(tenant))
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) {
        throw provisioningErrors.error('TENANT_NAME_TAKEN', { seen: JSON.stringify(tenant.name) });
      }
    },
    async find(id) {
      return toTenant(await all.where('id', '=', id).executeTakeFirst());
    },
    async findByName(name) {
      return toTenant(await all.where('name', '=', name).executeTakeFirst());
    },
    async list() {
      return (await all.orderBy('name').execute()).map((row) => toTenant(row));
    },
    async update(id, parts) {
      const columns = toColumns(parts);
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('tenants').set(columns).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('tenants').where('id', '=', id).execute();
    },
  };
}

function toRow(tenant: TenantRecord): Row {
  const { saved, inForce, serving, groups, foreignAgents } = tenant;
  return {
    ...tenant,
    ...{ saved: toJson(saved), inForce: toJson(inForce), serving: toJson(serving) },
    ...{ groups: toJson(groups), foreignAgents: toJson(foreignAgents) },
  };
}

/** Named one by one: whatever else an object may carry is not written. */
function toColumns({ saved, inForce, serving, ...parts }: Partial<TenantParts>): Partial<Row> {
  const { activeWindowMs, pollingIntervalSeconds, inventoryIntervalSeconds, groups, foreignAgents } = parts;
  return {
    ...(saved && { saved: toJson(saved) }),
    ...(inForce && { inForce: toJson(inForce) }),
    ...(serving && { serving: toJson(serving) }),
    ...(activeWindowMs !== undefined && { activeWindowMs }),
    ...(pollingIntervalSeconds !== undefined && { pollingIntervalSeconds }),
    ...(inventoryIntervalSeconds !== undefined && { inventoryIntervalSeconds }),
    ...(groups && { groups: toJson(groups) }),
    ...(foreignAgents !== undefined && { foreignAgents: toJson(foreignAgents) }),
  };
}

function toTenant(row: Row): TenantRecord;
function toTenant(row: Row | undefined): TenantRecord | undefined;
function toTenant(row: Row | undefined): TenantRecord | undefined {
  if (row === undefined) return undefined;
  const { saved, inForce, serving, groups, foreignAgents } = row;
  return {
    ...row,
    ...{ saved: fromJson(saved), inForce: fromJson(inForce), serving: fromJson(serving) },
    ...{ groups: fromJson(groups), foreignAgents: fromJson(foreignAgents) },
  };
}
