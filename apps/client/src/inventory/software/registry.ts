import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownCount, knownText, rowOf } from '../known.ts';
import { fieldsOf, runPowerShell } from '../power-shell.ts';

/** Of the machine, in 64 and 32 bits, and of every user whose registry is loaded. */
const UNINSTALL = [
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*',
  'HKEY_USERS\\*\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*',
  'HKEY_USERS\\*\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*',
];
/** Value by value: one that is damaged must not hide its key, nor its key the others. */
const PIPELINE = `Get-Item -ErrorAction SilentlyContinue ${UNINSTALL.map((key) => `'Registry::${key}'`).join(',')} |
  ForEach-Object { @{ path = $_.Name; name = $_.GetValue('DisplayName'); version = $_.GetValue('DisplayVersion');
  publisher = $_.GetValue('Publisher'); date = $_.GetValue('InstallDate'); size = $_.GetValue('EstimatedSize');
  hidden = $_.GetValue('SystemComponent'); parent = $_.GetValue('ParentKeyName') } }`;

/** What Windows can uninstall. */
export const registry: Collector = {
  name: 'software registry',
  async collect(tools) {
    return { software: readUninstallKeys((await runPowerShell(tools, PIPELINE)) ?? []) };
  },
};

/** Without parts of the system and updates of others, as Windows itself lists them. */
export function readUninstallKeys(rows: readonly unknown[]): SoftwareItem[] {
  return rows.map(fieldsOf).flatMap((key) => {
    const name = knownText(key.name);
    if (name === undefined || key.hidden === 1 || knownText(key.parent) !== undefined) return [];
    return rowOf<SoftwareItem>({
      ...{ name, source: 'registry', version: knownText(key.version), publisher: knownText(key.publisher) },
      architecture: /\\WOW6432Node\\/i.test(String(key.path)) ? 'x86' : undefined,
      sizeBytes: knownCount(Number(key.size ?? 0) * 1024),
      installedAt: readDay(key.date),
    });
  });
}

/** `20260131`, by the habit of installers; anything else is not known. */
function readDay(date: unknown): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(String(date ?? '')) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at) || at < 0 ? undefined : at;
}
