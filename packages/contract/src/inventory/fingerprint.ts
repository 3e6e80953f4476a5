import { createHash, hash } from 'node:crypto';
import { type ComputerInventory, type RowSection, rowSections, wholeSections } from './computer-inventory.ts';

/** JSON with the keys of objects sorted and undefined left out: the same value is always the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  // As records, because only their own fields are asked for.
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(fields[name])}`;
  }
  return `{${text}}`;
}

/** First 24 hex digits of the SHA-256 of the row's canonical JSON: enough to tell the rows of one computer apart. */
export function rowFingerprintOf(row: unknown): string {
  return hash('sha256', canonicalJson(row), 'hex').slice(0, 24);
}

/** SHA-256 of all sections, lower-case hex; the order of rows does not matter, and an empty section is none. */
export function fingerprintOf(inventory: ComputerInventory): string {
  const digest = createHash('sha256');
  for (const name of wholeSections)
    if (inventory[name] !== undefined) digest.update(`${name}\n${canonicalJson(inventory[name])}\n`);
  for (const name of rowSections) {
    const rows = rowsOf(inventory, name);
    if (rows.length > 0) digest.update(`${name}\n${rows.map(canonicalJson).sort().join('\n')}\n`);
  }
  return digest.digest('hex');
}

export function rowsOf(inventory: ComputerInventory, section: RowSection): readonly unknown[] {
  return inventory[section] ?? [];
}
