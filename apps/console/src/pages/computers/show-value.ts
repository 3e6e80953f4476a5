import { formatNumber, formatTime } from '../../app/format.ts';
import { formatBytes } from '../../app/format-bytes.ts';
import * as texts from '../../texts/index.ts';

const { fields, units } = texts.inventory;

/** A field of an inventory for a person: its unit is in its name. */
export function showValue(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? texts.computer.yes : texts.computer.no;
  if (typeof value === 'number') return showNumber(name, value);
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function showNumber(name: string, value: number): string {
  if (name.endsWith('Bytes')) return formatBytes(value);
  if (name.endsWith('Mhz')) return units.mhz(formatNumber(value));
  if (name.endsWith('Mbps')) return units.mbps(formatNumber(value));
  return name.endsWith('At') || name === 'notBefore' || name === 'notAfter'
    ? formatTime(value)
    : formatNumber(value);
}

/** `serialNumber` is the Serial number: names of the contract are words already. */
export function titleOf(name: string): string {
  const known = fields[name];
  if (known !== undefined) return known;
  const words = name
    .replace(/(Bytes|Mhz|Mbps|At)$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
