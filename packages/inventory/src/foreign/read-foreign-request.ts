import { inventoryErrors } from '@causeway/contract/inventory';
import { parseObject } from '../open/open-json.ts';
import type { RawValue } from '../raw/raw-inventory.ts';
import { text } from '../raw/read-values.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { readRequestFields } from '../xml/split-xml.ts';

/** What a foreign agent asks for. */
export interface ForeignRequest {
  /** `other` is nothing that is known here. */
  readonly query: 'prolog' | 'contact' | 'inventory' | 'other';
  /** As the agent wrote it. */
  readonly name: string;
  /** A claim: 1 to 255 printable characters. */
  readonly deviceId: string;
}

const QUERIES: Readonly<Record<string, ForeignRequest['query']>> = {
  prolog: 'prolog',
  contact: 'contact',
  inventory: 'inventory',
};
const DEVICE_ID = /^[\p{L}\p{N}\p{P}\p{S} ]{1,255}$/u;
const SHOWN_LENGTH = 80;

/** Of an inventory no more is read than who sends it. @throws INVENTORY_MALFORMED, INVENTORY_FORBIDDEN */
export function readForeignRequest(format: 'glpi-json' | 'ocs-xml', document: string): ForeignRequest {
  const { name, deviceId } = format === 'glpi-json' ? readJson(document) : readXml(document);
  if (!DEVICE_ID.test(deviceId))
    throw inventoryErrors.error('INVENTORY_MALFORMED', {
      seen: `device id ${JSON.stringify(deviceId.slice(0, SHOWN_LENGTH))}`,
      expected: '1 to 255 printable characters',
    });
  const query = name.toLowerCase();
  return { query: Object.hasOwn(QUERIES, query) ? (QUERIES[query] ?? 'other') : 'other', name, deviceId };
}

function readXml(document: string): { name: string; deviceId: string } {
  const fields = readRequestFields(document) ?? parseXml(document).sections;
  return { name: textOf(fields.get('QUERY')?.[0]), deviceId: textOf(fields.get('DEVICEID')?.[0]) };
}

function readJson(document: string): { name: string; deviceId: string } {
  const { action, deviceid } = parseObject(document);
  // Agents of old send an inventory without an action.
  return { name: textOf(action ?? 'inventory'), deviceId: textOf(deviceid) };
}

function textOf(value: RawValue | undefined): string {
  const read = text(value ?? null);
  return typeof read === 'string' ? read : '';
}
