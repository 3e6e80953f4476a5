import { inventoryErrors } from '@causeway/contract/inventory';
import type { OpenInventory } from '../open-inventory.ts';
import { isRawRow, type RawRow, type RawValue } from '../raw/raw-inventory.ts';
import { text } from '../raw/read-values.ts';
import { partsOf } from './open-xml.ts';

/** An inventory is five deep. */
const MOST_DEPTH = 16;
/** Twenty times what a computer with 1,000 packages has. */
const MOST_VALUES = 200_000;
/** What XML has no way to say (section 2.2), so that neither has JSON; half a character is none either. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** An inventory of a GLPI agent. @throws INVENTORY_MALFORMED */
export function openJson(document: string): OpenInventory {
  const { content, deviceid, partial } = parseObject(document);
  if (!isRawRow(content))
    throw inventoryErrors.error('INVENTORY_MALFORMED', {
      seen: 'no content',
      expected: 'content: an object',
    });
  const deviceId = text(deviceid ?? null);
  return {
    // Most of what agents of today send: they postpone a whole one a dozen times.
    ...{ kind: 'full', isPartial: partial === true, parts: partsOf(inCapitals(content)) },
    deviceId: typeof deviceId === 'string' ? deviceId : null,
    collectedBy: collectorOf(content),
    ...{ collectedAt: null, claimedFingerprint: null, collectors: [] },
  };
}

/** @throws INVENTORY_MALFORMED unless it is a JSON object that is not too deep */
export function parseObject(document: string): RawRow {
  requireFewValues(document);
  let value: RawValue;
  try {
    value = JSON.parse(document);
  } catch (cause) {
    throw inventoryErrors.error('INVENTORY_MALFORMED', {
      seen: 'text that is no JSON',
      expected: 'a JSON object',
      cause,
    });
  }
  requireShallow(value, MOST_DEPTH);
  if (isRawRow(value)) return value;
  throw inventoryErrors.error('INVENTORY_MALFORMED', {
    seen: 'JSON that is no object',
    expected: 'a JSON object',
  });
}

function collectorOf({ versionclient }: RawRow): string | null {
  const written = text(versionclient ?? null);
  return typeof written === 'string' ? written : null;
}

/** Before it is read, which takes a hundred times as long: before every value there is one of these. */
function requireFewValues(document: string): void {
  for (const mark of [',', '[', '{']) {
    let count = 0;
    for (let at = document.indexOf(mark); at !== -1; at = document.indexOf(mark, at + 1)) {
      count++;
      if (count > MOST_VALUES) throw tooMuch(`at most ${MOST_VALUES} values`);
    }
  }
}

/** Whatever walks through it later need not fear for its stack. @throws INVENTORY_MALFORMED */
function requireShallow(value: RawValue, most: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (most === 0) throw tooMuch(`at most ${MOST_DEPTH} lists and objects in each other`);
  for (const item of Object.values(value)) requireShallow(item, most - 1);
}

function tooMuch(expected: string): Error {
  return inventoryErrors.error('INVENTORY_MALFORMED', { seen: 'JSON that is deeper or has more', expected });
}

/** The names of sections and fields as the XML of the same agents has them. */
function inCapitals(row: RawRow): RawRow {
  const result: Record<string, RawValue> = Object.create(null);
  for (const [name, value] of Object.entries(row)) result[name.toUpperCase()] = valueInCapitals(value);
  return result;
}

function valueInCapitals(value: RawValue): RawValue {
  if (typeof value === 'string') return value.toWellFormed().replace(NO_TEXT, ' ');
  if (Array.isArray(value)) return value.map(valueInCapitals);
  return isRawRow(value) ? inCapitals(value) : value;
}
