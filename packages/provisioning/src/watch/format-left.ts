const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
/** `14 days` and `36 hours` say enough; from two of a unit on it is the unit that people count in. */
const FROM = 2;

/** A length of time as a person says it, rounded down: `14 days`, `25 hours`, `less than a minute`. */
export function formatLeft(ms: number): string {
  const [unit, unitMs] = UNITS.find(([, length]) => ms >= FROM * length) ?? ['minute', 60_000];
  const count = Math.floor(ms / unitMs);
  if (count === 0) return 'less than a minute';
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
