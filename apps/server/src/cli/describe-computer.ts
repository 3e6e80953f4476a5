import type { ComputerDetailsView } from '@causeway/contract/admin';
import { rowSections } from '@causeway/contract/inventory';
import { formatSize } from './format-size.ts';
import { formatTable, formatTime } from './print.ts';

/** A computer as a person reads it: what it is, then every section but the software, which has a list of its own. */
export function describeComputer(view: ComputerDetailsView): string {
  const { inventory, collectors } = view;
  const failed = collectors.filter((collector) => collector.failed !== undefined);
  return [
    headOf(view),
    fieldsOf('hardware', inventory.hardware),
    fieldsOf('operating system', inventory.operatingSystem),
    ...rowSections.map((name) => (name === 'software' ? '' : tableOf(name, inventory[name] ?? []))),
    failed.length === 0
      ? ''
      : tableOf(
          'not collected',
          failed.map(({ name, failed: why }) => ({ name, why })),
        ),
    Object.keys(inventory.other ?? {}).length === 0
      ? ''
      : `OTHER\n  ${Object.keys(inventory.other ?? {}).join(', ')}: with --json`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function headOf(view: ComputerDetailsView): string {
  const lines = [
    [
      'computer',
      `${view.name} (${view.id})${view.archivedAt === null ? '' : `, archived ${formatTime(view.archivedAt)}`}`,
    ],
    ['client', view.clientId],
    ['collected by', view.collectedBy ?? '-'],
    ['first seen', formatTime(view.firstSeenAt)],
    ['reported', `${formatTime(view.inventoryAt)}, something new ${formatTime(view.changedAt)}`],
    ['software', `${view.softwareCount}: \`causeway software list TENANT --computer ${view.id}\``],
  ];
  return lines.map(([label = '', text = '']) => `${label.padEnd(14)}${text}`).join('\n');
}

function fieldsOf(title: string, fields: Readonly<Record<string, unknown>> = {}): string {
  const lines = Object.entries(fields).map(([name, value]) => [
    `  ${labelOf(name)}`,
    formatField(name, value),
  ]);
  return lines.length === 0 ? '' : formatTable([title.toUpperCase(), ''], lines);
}

function tableOf(name: string, rows: readonly Readonly<Record<string, unknown>>[]): string {
  if (rows.length === 0) return '';
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) =>
    names.map((column, at) => (at === 0 ? '  ' : '') + formatField(column, row[column])),
  );
  return `${labelOf(name).toUpperCase()}\n${formatTable(
    names.map((column, at) => (at === 0 ? '  ' : '') + labelOf(column)),
    cells,
  )}`;
}

/** Units are in the names of the fields. */
function formatField(name: string, value: unknown): string {
  if (value === undefined || value === null) return '-';
  if (typeof value === 'number' && name.endsWith('Bytes')) return formatSize(value);
  if (typeof value === 'number' && /At$|^not(Before|After)$/.test(name)) return formatWhen(value);
  if (Array.isArray(value)) return value.join(', ');
  return String(value);
}

/** A machine may say any number, and a calendar ends. */
function formatWhen(at: number): string {
  return Number.isNaN(new Date(at).getTime()) ? String(at) : formatTime(at);
}

/** `memoryModules` as `memory modules`. */
function labelOf(name: string): string {
  return name.replace(/(Bytes|At)$/, '').replaceAll(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`);
}
