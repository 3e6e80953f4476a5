import type { ClientId } from '@causeway/contract';
import type { CollectorReport } from '@causeway/contract/inventory';
import type { ComputerDetails, ComputerId, ComputerRow, ComputersPort } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { fromJson, type Json } from '../../json.ts';
import { execute } from '../../sqlite/execute.ts';
import { reopenDuplicates } from '../intake/note-duplicates.ts';
import { readInventory } from '../intake/read-inventory.ts';
import type { TenantSchema } from '../schema.ts';
import { setArchived } from './archive.ts';
import { createDuplicates } from './duplicates.ts';
import { readChanges } from './list-changes.ts';
import { readComputers } from './list-computers.ts';
import { readInstallations } from './list-installations.ts';
import { readSoftwareList, selectSoftware } from './list-software.ts';
import { selectComputers } from './select-computers.ts';

/** What there is to read of a tenant's computers, on a database that is migrated already. */
export function createComputers(db: Kysely<TenantSchema>): ComputersPort {
  return {
    list: (query) => readComputers(db, query),
    find: (id) => db.transaction().execute((trx) => findDetails(trx, id)),
    ofClient: (clientId: ClientId) => selectComputers(db, 'c."clientId" = ? order by c."id"', [clientId]),
    countByOs: () => countByOs(db),
    software: (query) => readSoftwareList(db, query),
    findSoftware: (id) => selectSoftware(db, id),
    installations: (query) => readInstallations(db, query),
    changes: (query) => readChanges(db, query),
    ...createDuplicates(db),
    archive: (id, now) => db.transaction().execute((trx) => setArchived(trx, id, now)),
    restore: (id) => db.transaction().execute((trx) => restore(trx, id)),
  };
}

async function restore(trx: Kysely<TenantSchema>, id: ComputerId): Promise<ComputerRow | undefined> {
  const restored = await setArchived(trx, id, 0);
  if (restored !== undefined) await reopenDuplicates(trx, id);
  return restored;
}

async function findDetails(db: Kysely<TenantSchema>, id: ComputerId): Promise<ComputerDetails | undefined> {
  const [row] = await selectComputers(db, 'c."id" = ?', [id]);
  if (row === undefined) return undefined;
  const statement = `select "collectors" from computer_reports where "computerId" = ?`;
  const [kept] = await execute<{ collectors: Json<CollectorReport[]> }>(db, statement, [id]);
  const collectors = kept === undefined ? [] : fromJson(kept.collectors);
  return { ...row, inventory: await readInventory(db, id), collectors };
}

/** Counted by triggers. */
async function countByOs(db: Kysely<TenantSchema>): ReturnType<ComputersPort['countByOs']> {
  const statement = `select "osFamily", "count" from os_counts where "count" > 0 order by "count" desc, "osFamily"`;
  const rows = await execute<{ osFamily: string; count: number }>(db, statement, []);
  return rows.map(({ osFamily, count }) => ({ osFamily: osFamily || 'unknown', count }));
}
