import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';
import { fieldsOf, runPowerShell } from '../power-shell.ts';

const PIPELINE = `Get-AppxPackage -AllUsers -PackageTypeFilter Main | ForEach-Object { @{ name = $_.Name;
  version = [string]$_.Version; publisher = $_.Publisher; architecture = [string]$_.Architecture } }`;

/** Applications of the Microsoft Store, of all users: it takes the rights of the system to see them. */
export const storeApps: Collector = {
  name: 'software store',
  async collect(tools) {
    return { software: readStoreApps((await runPowerShell(tools, PIPELINE)) ?? []) };
  },
};

/** The publisher is the name in its certificate: `CN=Microsoft Corporation, O=…`. */
export function readStoreApps(rows: readonly unknown[]): SoftwareItem[] {
  return rows.map(fieldsOf).flatMap((app) => {
    const name = knownText(app.name);
    if (name === undefined) return [];
    const common = /^CN=("(?:[^"]|"")+"|[^,]+)/.exec(String(app.publisher ?? ''))?.[1];
    return rowOf<SoftwareItem>({
      ...{ name, source: 'store', version: knownText(app.version) },
      publisher: knownText(common?.replace(/^"|"$/g, '')),
      architecture: knownText(app.architecture)?.toLowerCase(),
    });
  });
}
