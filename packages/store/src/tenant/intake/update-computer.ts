import type { ComputerInventory } from '@causeway/contract/inventory';
import {
  differencesBetween,
  type InventoryChange,
  identityOf,
  type MachineIdentity,
  mergePartial,
} from '@causeway/inventory';
import { saveReport, summaryColumns, writeColumns } from './computer-columns.ts';
import { applySoftware, countComputer } from './installations.ts';
import { readItems } from './installed-software.ts';
import type { Intake } from './intake.ts';
import {
  type ComputerColumns,
  type KnownComputer,
  readPart,
  readPartText,
  savePart,
  type TakenIn,
} from './known-computer.ts';
import type { NewInventory, NewPart } from './new-inventory.ts';
import { noteChanges } from './note-changes.ts';
import { noteSameMachines, reopenDuplicates, saveMarks } from './note-duplicates.ts';
import { planSoftware } from './plan-software.ts';
import { withoutEqualSections } from './without-equal-sections.ts';

/** What a part brought: columns of the computer, who it says it is, and what is news. */
interface Brought {
  readonly columns: ComputerColumns;
  readonly identity?: MachineIdentity;
  readonly changes: readonly InventoryChange[];
}

/** Brings a computer up to its next inventory; one that was archived is back. */
export async function updateComputer(
  intake: Intake,
  known: KnownComputer,
  inventory: NewInventory,
): Promise<TakenIn> {
  const { at } = inventory;
  if (known.archivedAt > 0) await countComputer(intake.trx, known.id, 1);
  const brought: Brought[] = [];
  for (const part of inventory.parts.filter((part) => isNew(part, known)))
    brought.push(await takePart(intake, known, part, inventory));
  const changes = brought.flatMap((one) => one.changes);
  await noteChanges(intake.trx, known.id, at, changes);
  const columns: ComputerColumns = {
    ...Object.assign({}, ...brought.map((one) => one.columns)),
    ...{ inventoryAt: at, archivedAt: 0 },
    ...(inventory.collectedBy !== undefined && { collectedBy: inventory.collectedBy }),
    ...(changes.length > 0 && { changedAt: at }),
  };
  await writeColumns(intake.trx, known, columns);
  const identity = brought.find((one) => one.identity)?.identity ?? known.identity;
  const report = { ...inventory.report, identity: JSON.stringify(identity) };
  await saveReport(intake.trx, known.id, report, known.columns);
  await lookForSameMachines(intake, known, identity, at);
  return { id: known.id, name: String(columns.name ?? known.name) };
}

function isNew({ name, fingerprint }: NewPart, { partFingerprints }: KnownComputer): boolean {
  return fingerprint === '' || fingerprint !== partFingerprints[name];
}

async function takePart(
  intake: Intake,
  known: KnownComputer,
  part: NewPart,
  { at, isPartial }: NewInventory,
): Promise<Brought> {
  const { name, fingerprint } = part;
  if (name === 'software') return takeSoftware(intake, known, part, at);
  const said = part.read();
  const isInPieces = isPartial && name === 'machine';
  const sections = isInPieces ? mergePartial(await readPart(intake.trx, known.id, name), said) : said;
  const brought =
    name === 'machine' ? await takeMachine(intake, known, sections) : { columns: {}, changes: [] };
  await savePart(intake.trx, known.id, { name, fingerprint, sections });
  return brought;
}

async function takeMachine(
  { trx }: Intake,
  known: KnownComputer,
  machine: ComputerInventory,
): Promise<Brought> {
  const before = await readPartText(trx, known.id, 'machine');
  return {
    columns: summaryColumns(machine, known.name),
    identity: identityOf(machine),
    changes: differencesBetween(...withoutEqualSections(before, machine)),
  };
}

async function takeSoftware(
  intake: Intake,
  known: KnownComputer,
  part: NewPart,
  at: number,
): Promise<Brought> {
  const { trx } = intake;
  const plan = await planSoftware(intake, part, at, known.id);
  const { before, after } = await applySoftware(trx, known.id, plan, at);
  await savePart(trx, known.id, { ...part, sections: {} });
  const more = plan.wanted.size - plan.installed.length;
  return {
    columns: { softwareCount: Number(known.columns.softwareCount) + more },
    changes: differencesBetween(
      { software: [...before] },
      { software: await readItems(trx, known.id, after) },
    ),
  };
}

/** When it says of itself who it is in other words, or is back. */
async function lookForSameMachines(
  { trx }: Intake,
  known: KnownComputer,
  identity: MachineIdentity,
  at: number,
): Promise<void> {
  const isSame = JSON.stringify(identity) === known.columns.identity;
  if (isSame && known.archivedAt === 0) return;
  if (!isSame) await saveMarks(trx, known.id, identity);
  await noteSameMachines(trx, known.id, identity, at);
  if (known.archivedAt > 0) await reopenDuplicates(trx, known.id);
}
