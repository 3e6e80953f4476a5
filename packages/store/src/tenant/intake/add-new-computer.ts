import { identityOf } from '@causeway/inventory';
import type { TenantSchema } from '../schema.ts';
import { addComputer, saveReport, summaryColumns } from './computer-columns.ts';
import { saveInstallations } from './installations.ts';
import type { Intake } from './intake.ts';
import { savePart, type TakenIn } from './known-computer.ts';
import type { NewInventory } from './new-inventory.ts';
import { noteChanges } from './note-changes.ts';
import { noteSameMachines, saveMarks } from './note-duplicates.ts';

export type ReportingClient = Pick<TenantSchema['clients'], 'id' | 'name'>;

/** A computer that was not known: in its history it is one change, however much is in its inventory. */
export async function addNewComputer(
  { trx, catalog }: Intake,
  client: ReportingClient,
  { at, parts, report, collectedBy = '' }: NewInventory,
): Promise<TakenIn> {
  const sections = new Map(parts.map((part) => [part.name, part.read()]));
  const machine = sections.get('machine') ?? {};
  const software = sections.get('software') ?? {};
  const { byId, repeated } = await catalog.identify(trx, software.software ?? [], at);
  sections.set('software', { ...software, software: [...repeated] });
  const identity = identityOf(machine);
  const summary = summaryColumns(machine, client.name);
  const name = String(summary.name);
  const id = await addComputer(trx, client.id, {
    ...{ ...summary, collectedBy, softwareCount: byId.size },
    ...{ firstSeenAt: at, inventoryAt: at, changedAt: at },
  });
  await saveReport(trx, id, { ...report, identity: JSON.stringify(identity) });
  await saveInstallations(trx, id, byId, at);
  for (const part of parts) await savePart(trx, id, { ...part, sections: sections.get(part.name) ?? {} });
  await noteChanges(trx, id, at, [
    { section: 'computer', kind: 'added', what: name, before: null, after: null },
  ]);
  await saveMarks(trx, id, identity);
  await noteSameMachines(trx, id, identity, at);
  return { id, name };
}
