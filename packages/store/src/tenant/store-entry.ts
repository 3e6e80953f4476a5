import { randomUUIDv7 } from 'node:crypto';
import type { ClientId, TenantId } from '@causeway/contract';
import {
  type ForeignContact,
  type ForeignStanding,
  type ForwardedEntry,
  type Inventory,
  observationOf,
} from '@causeway/endpoint';
import { CausewayError } from '@causeway/errors';
import { inventoryErrors } from '@causeway/inventory';
import { execute } from '../sqlite/execute.ts';
import { addAction } from './actions.ts';
import { putDiagnostics } from './diagnostics.ts';
import { acceptForeign, openContact } from './foreign.ts';
import type { Intake } from './intake/intake.ts';
import { noteUpload } from './intake/note-upload.ts';
import { openUpload, putInventory } from './intake/put-inventory.ts';
import { record } from './record.ts';

/** Of the product itself, which asks for a whole inventory where it misses the one before a difference. */
const ASKED_BY = 'causeway';

/** What of an entry cannot be read is passed over: the endpoint server would send it again for ever. */
export async function storeEntry(intake: Intake, tenantId: TenantId, entry: ForwardedEntry): Promise<void> {
  switch (entry.kind) {
    case 'observations':
      if (entry.observations.length > 0) await record(intake.trx, entry.observations);
      return;
    case 'inventory':
      return storeInventory(intake, entry.inventory);
    case 'foreign':
      return storeContact(intake, tenantId, entry.contact);
    case 'diagnostics':
      if (await isEnrolled(intake, entry.diagnostics.clientId))
        await putDiagnostics(intake.trx, entry.diagnostics);
  }
}

async function storeInventory(intake: Intake, inventory: Inventory): Promise<void> {
  if (!(await isEnrolled(intake, inventory.clientId))) return;
  const refused = await attempt(intake, () => putInventory(intake, openUpload(inventory)));
  if (refused === undefined) return;
  await noteUpload(intake.trx, inventory, refused.code);
  if (refused.code === 'INVENTORY_BASE_UNKNOWN') await askForWhole(intake, inventory);
}

/** The client takes its difference for taken: the endpoint server accepted it without knowing the one before. */
async function askForWhole({ trx }: Intake, { clientId, receivedAt }: Inventory): Promise<void> {
  const statement = `
select 1 from actions where "clientId" = ? and "state" = 'waiting' and json_extract("action", '$.full') limit 1`;
  if ((await execute(trx, statement, [clientId])).length > 0) return;
  const action = { id: randomUUIDv7(), kind: 'inventory', full: true } as const;
  await addAction(trx, {
    ...{ id: action.id, clientId, action, by: ASKED_BY, at: receivedAt },
    ...{ state: 'waiting', doneAt: null, message: null },
  });
}

async function storeContact(intake: Intake, tenantId: TenantId, contact: ForeignContact): Promise<void> {
  let standing: ForeignStanding | undefined;
  const refused = await attempt(intake, async () => {
    standing = await acceptForeign(intake, tenantId, openContact(contact));
  });
  const { inventory, ...without } = contact;
  // It came by all the same.
  standing ??= await acceptForeign(intake, tenantId, { contact: without, opened: undefined });
  if (refused !== undefined && inventory !== undefined) {
    const { clientId } = standing;
    const upload = { clientId, receivedAt: contact.at, document: inventory.document };
    await noteUpload(intake.trx, upload, refused.code);
  }
  const seen = observationOf(refused === undefined ? contact : without, standing);
  if (seen !== undefined) await record(intake.trx, [seen]);
}

async function isEnrolled({ trx }: Intake, clientId: ClientId): Promise<boolean> {
  const statement = `select 1 from clients where "id" = ? and "standing" = 'enrolled'`;
  return (await execute(trx, statement, [clientId])).length > 0;
}

/** @returns why the inventory was refused; then nothing of it is written */
async function attempt(intake: Intake, work: () => Promise<void>): Promise<CausewayError | undefined> {
  const { trx, catalog } = intake;
  await execute(trx, 'savepoint entry', []);
  try {
    await work();
    await execute(trx, 'release entry', []);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof CausewayError && inventoryErrors.is(cause))) throw cause;
    await execute(trx, 'rollback to entry', []);
    await execute(trx, 'release entry', []);
    catalog.forget();
    return cause;
  }
}
