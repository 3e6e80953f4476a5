/** As the contract takes it. */
const LONGEST_TEXT = 2_000;

/** Undefined for an empty text, and for what is none. */
export function knownText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TEXT)
    .toWellFormed();
  return text === '' ? undefined : text;
}

/** What boards and disks say when nobody has written anything into them. */
const NOTHING_WRITTEN =
  /^(-+|0x[0-9a-f]+|0+|f+|none|null|undefined|unknown|empty|n\/?a|x+|not (specified|available|applicable|present|provided|settable)|no asset (information|tag)|to be filled by o\.?e\.?m\.?|o\.?e\.?m\.?|default string|system (serial number|manufacturer|product name|version)|(chassis|base board) serial number|0123456789|123456789)$/i;

/** Of hardware: undefined for what stands for nothing, too. */
export function knownLabel(value: unknown): string | undefined {
  const text = knownText(value);
  return text === undefined || NOTHING_WRITTEN.test(text) ? undefined : text;
}

/** Undefined for zero, which stands for "unknown" in what is counted here, and for what is no number. */
export function knownCount(value: unknown): number | undefined {
  const count = Math.round(Number(value ?? 0));
  return Number.isSafeInteger(count) && count > 0 ? count : undefined;
}

/** A row with what is known of it: fields may be undefined where the row may lack them. */
type Fields<Row> = { [Name in keyof Row]: undefined extends Row[Name] ? Row[Name] | undefined : Row[Name] };

export function rowOf<Row extends object>(fields: Fields<Row>): Row {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  // Without the fields that are undefined, it is a row.
  return Object.fromEntries(known) as Row;
}
