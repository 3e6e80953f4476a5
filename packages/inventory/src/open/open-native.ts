import { hash } from 'node:crypto';
import {
  ComputerInventory,
  FullInventory,
  InventoryDifference,
  inventoryErrors,
} from '@causeway/contract/inventory';
import { Compile } from 'typebox/compile';
import type { InventoryPart, OpenDifference, OpenInventory } from '../open-inventory.ts';
import { requireFewSections } from '../raw/require-few.ts';
import { requireName } from '../raw/require-name.ts';
import { parseObject } from './open-json.ts';

const full = Compile(FullInventory);
const difference = Compile(InventoryDifference);
const SHOWN_LENGTH = 200;
const known = new Set(Object.keys(ComputerInventory.properties));

/** What our own client sends; any other JSON object is kept whole. @throws INVENTORY_MALFORMED */
export function openNative(document: string): OpenInventory | OpenDifference {
  const message: unknown = parseObject(document);
  if (!hasFormat(message)) return openFull({ other: message as Record<string, unknown> }, {});
  if (message.kind === 'difference') {
    if (!difference.Check(message)) throw malformed(difference.Errors(message));
    return { kind: 'difference', difference: message };
  }
  if (!full.Check(message)) throw malformed(full.Errors(message));
  const { inventory, collectors, collectedAt, fingerprint } = message;
  return openFull(withinNormalForm(inventory), { collectors, collectedAt, claimedFingerprint: fingerprint });
}

function hasFormat(message: unknown): message is { readonly kind: unknown } {
  return typeof message === 'object' && message !== null && 'format' in message && message.format === 2;
}

/** A later client may know sections that are unknown here: they are kept with what has no place. */
function withinNormalForm(inventory: ComputerInventory): ComputerInventory {
  const strange = Object.entries(inventory).filter(([name]) => !known.has(name));
  if (strange.length === 0) return inventory;
  const rest = Object.fromEntries(Object.entries(inventory).filter(([name]) => known.has(name)));
  return { ...rest, other: { ...inventory.other, ...Object.fromEntries(strange) } };
}

function openFull(
  { software, ...machine }: ComputerInventory,
  said: Partial<Pick<OpenInventory, 'collectors' | 'collectedAt' | 'claimedFingerprint'>>,
): OpenInventory {
  const others = Object.keys(machine.other ?? {});
  requireFewSections(others.length);
  for (const name of others) requireName(name);
  const parts = [partOf('machine', machine)];
  if (software !== undefined) parts.push(partOf('software', { software }));
  return {
    ...{ kind: 'full', isPartial: false, parts, deviceId: null, collectedBy: null, collectedAt: null },
    ...{ claimedFingerprint: null, collectors: [], ...said },
  };
}

function partOf(name: InventoryPart['name'], sections: ComputerInventory): InventoryPart {
  const fingerprint = hash('sha256', JSON.stringify(sections), 'hex');
  return { name, fingerprint, read: () => sections };
}

function malformed(problems: readonly { readonly instancePath: string; readonly message: string }[]): Error {
  const [problem] = problems;
  return inventoryErrors.error('INVENTORY_MALFORMED', {
    seen: `${problem?.instancePath ?? ''} ${problem?.message ?? ''}`.slice(0, SHOWN_LENGTH),
    expected: 'an inventory in the normal form',
  });
}
