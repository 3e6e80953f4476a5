/** A value as an agent wrote it. */
export type RawValue = string | number | boolean | null | readonly RawValue[] | RawRow;

/** Fields by their names in capitals, as the XML of OCS Inventory has them; GLPI writes the same in small letters. */
export interface RawRow {
  readonly [field: string]: RawValue;
}

/** The children of CONTENT by name, each as often as it is there. */
export type RawSections = ReadonlyMap<string, readonly RawValue[]>;

export function isRawRow(value: RawValue | undefined): value is RawRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
