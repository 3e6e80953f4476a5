import { identityOf } from '@causeway/inventory';
import type { TenantSchema } from '../schema.ts';
import { addComputer, saveReport, summaryColumns } from './computer-columns.ts';
import { applySoftware } from './installations.ts';
import type { Intake } from './intake.ts';
import { savePart, type TakenIn } from './known-computer.ts';
import type { NewInventory } from './new-inventory.ts';
import { noteChanges } from './note-changes.ts';
import { noteSameMachines, saveMarks } from './note-duplicates.ts';
import { planSoftware } from './plan-software.ts';

export type ReportingClient = Pick<TenantSchema['clients'], 'id' | 'name'>;

/** A computer that was not known: in its history it is one change, however much is in its inventory. */
export async function addNewComputer(
  intake: Intake,
  client: ReportingClient,
  { at, parts, report, collectedBy = '' }: NewInventory,
): Promise<TakenIn> {
  const { trx } = intake;
  const machine = parts.find((part) => part.name === 'machine')?.read() ?? {};
  const software = parts.find((part) => part.name === 'software');
  const plan = software && (await planSoftware(intake, software, at));
  const identity = identityOf(machine);
  const summary = summaryColumns(machine, client.name);
  const name = String(summary.name);
  const id = await addComputer(trx, client.id, {
    ...{ ...summary, collectedBy, softwareCount: plan?.wanted.size ?? 0 },
    ...{ firstSeenAt: at, inventoryAt: at, changedAt: at },
  });
  await saveReport(trx, id, { ...report, identity: JSON.stringify(identity) });
  if (plan !== undefined) await applySoftware(trx, id, plan, at);
  for (const part of parts)
    await savePart(trx, id, { ...part, sections: part === software ? {} : part.read() });
  await noteChanges(trx, id, at, [
    { section: 'computer', kind: 'added', what: name, before: null, after: null },
  ]);
  await saveMarks(trx, id, identity);
  await noteSameMachines(trx, id, identity, at);
  return { id, name };
}
