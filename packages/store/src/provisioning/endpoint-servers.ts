import {
  type EndpointServerParts,
  type EndpointServerRecord,
  type ProvisioningStore,
  provisioningErrors,
} from '@causeway/provisioning';
import type { Kysely, Selectable } from 'kysely';
import { fromJson, toJson } from '../json.ts';
import type { ProvisioningSchema } from './schema.ts';

type Row = Selectable<ProvisioningSchema['endpoint_servers']>;

export function createEndpointServers(db: Kysely<ProvisioningSchema>): ProvisioningStore['endpointServers'] {
  const all = db.selectFrom('endpoint_servers').selectAll();
  return {
    async add(server) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('endpoint_servers')
        .values(toRow(server))
        .onConflict((conflict) => conflict.columns(['tenantId', 'name']).doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) {
        throw provisioningErrors.error('ENDPOINT_SERVER_NAME_TAKEN', { seen: JSON.stringify(server.name) });
      }
    },
    async find(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row && toServer(row);
    },
    async findByName(tenantId, name) {
      const row = await all.where('tenantId', '=', tenantId).where('name', '=', name).executeTakeFirst();
      return row && toServer(row);
    },
    async list(tenantId) {
      const some = tenantId === undefined ? all : all.where('tenantId', '=', tenantId);
      return (await some.orderBy('tenantId').orderBy('name').execute()).map(toServer);
    },
    async update(id, parts) {
      const columns = toColumns(parts);
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('endpoint_servers').set(columns).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('endpoint_servers').where('id', '=', id).execute();
    },
  };
}

/** Named one by one: whatever else an object may carry is not written. */
function toColumns(parts: Partial<EndpointServerParts>): Partial<Row> {
  const { state, sealingKey, applied, proposed, saved, inForce, serving, offer, lag, local, report, proven } =
    parts;
  return {
    ...(state !== undefined && { state }),
    ...(sealingKey !== undefined && { sealingKey }),
    ...(applied !== undefined && { applied }),
    ...(proposed !== undefined && { proposed: toJson(proposed) }),
    ...(saved !== undefined && { saved: toJson(saved) }),
    ...(inForce !== undefined && { inForce: toJson(inForce) }),
    ...(serving !== undefined && { serving: toJson(serving) }),
    ...(offer !== undefined && { offer: toJson(offer) }),
    ...(lag !== undefined && { lag: toJson(lag) }),
    ...(local !== undefined && { local: toJson(local) }),
    ...(report !== undefined && { report: toJson(report) }),
    ...(proven !== undefined && { proven: toJson(proven) }),
  };
}

function toRow(server: EndpointServerRecord): Row {
  const { id, tenantId, name, state, sealingKey, applied, joinedAt } = server;
  return {
    ...{ id, tenantId, name, state, sealingKey, applied, joinedAt },
    proposed: toJson(server.proposed),
    saved: toJson(server.saved),
    inForce: toJson(server.inForce),
    serving: toJson(server.serving),
    offer: toJson(server.offer),
    lag: toJson(server.lag),
    local: toJson(server.local),
    report: toJson(server.report),
    proven: toJson(server.proven),
  };
}

function toServer(row: Row): EndpointServerRecord {
  return {
    ...row,
    proposed: fromJson(row.proposed),
    saved: fromJson(row.saved),
    inForce: fromJson(row.inForce),
    serving: fromJson(row.serving),
    offer: fromJson(row.offer),
    lag: fromJson(row.lag),
    local: fromJson(row.local),
    report: fromJson(row.report),
    proven: fromJson(row.proven),
  };
}
