import { createHash } from 'node:crypto';
import type { InventoryPart, OpenInventory } from '../open-inventory.ts';
import { normalize } from '../raw/normalize.ts';
import { isRawRow, type RawRow, type RawSections, type RawValue } from '../raw/raw-inventory.ts';
import { text } from '../raw/read-values.ts';
import { requireFewSections } from '../raw/require-few.ts';
import { malformed, parseXml } from '../xml/parse-xml.ts';
import { sectionsOf } from '../xml/sections-of.ts';
import { bucketsOf } from '../xml/software-buckets.ts';
import { type PartName, partOf, splitXml } from '../xml/split-xml.ts';

/** An inventory of an OCS Inventory or FusionInventory agent. @throws INVENTORY_MALFORMED, INVENTORY_FORBIDDEN */
export function openXml(document: string): OpenInventory {
  const split = splitXml(document);
  if (split === undefined) return openWhole(document);
  const parts = [...split.parts].map(([name, { fingerprint, text: written }]) => ({
    ...{ name, fingerprint, read: () => normalize(sectionsOf(written())) },
    ...(name === 'software' && { buckets: () => bucketsOf(written()) }),
  }));
  contentOf(split.fields);
  return opened(split.fields, parts);
}

/** Written in another way than agents do: all of it is read. */
function openWhole(document: string): OpenInventory {
  const { root, sections } = parseXml(document);
  if (root !== 'REQUEST') throw malformed(root);
  const content = contentOf(sections);
  return opened(sections, partsOf(isRawRow(content) ? content : {}));
}

/** @throws INVENTORY_MALFORMED unless there is one */
function contentOf(request: RawSections): RawValue {
  const [content, ...more] = request.get('CONTENT') ?? [];
  if (content === undefined || more.length > 0) throw malformed('not one CONTENT');
  return content;
}

/** The parts of sections that were read already. @throws INVENTORY_MALFORMED when they are too many */
export function partsOf(content: RawRow): InventoryPart[] {
  const parts = new Map<PartName, Map<string, readonly RawValue[]>>();
  requireFewSections(Object.keys(content).length);
  for (const [name, value] of Object.entries(content)) {
    const part = parts.get(partOf(name)) ?? new Map<string, readonly RawValue[]>();
    parts.set(partOf(name), part.set(name, Array.isArray(value) ? value : [value]));
  }
  return [...parts].map(([name, sections]) => ({
    ...{ name, fingerprint: fingerprintOf(sections) },
    read: () => normalize(sections),
  }));
}

function fingerprintOf(sections: RawSections): string {
  const hash = createHash('sha256');
  for (const [name, values] of sections) hash.update(`${name}\n${JSON.stringify(values)}\n`);
  return hash.digest('hex');
}

function opened(request: RawSections, parts: readonly InventoryPart[]): OpenInventory {
  const deviceId = text(request.get('DEVICEID')?.[0] ?? null);
  return {
    ...{ kind: 'full', isPartial: false, parts, deviceId: typeof deviceId === 'string' ? deviceId : null },
    ...{ collectedBy: null, collectedAt: null, claimedFingerprint: null, collectors: [] },
  };
}
