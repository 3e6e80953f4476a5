import type { Collector, RowOf } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';
import { fieldsOf, runPowerShell } from '../power-shell.ts';

const PIPELINE = 'Get-CimInstance Win32_Service | Select-Object Name,DisplayName,State,StartMode,StartName';

export const windowsServices: Collector = {
  name: 'services',
  async collect(tools) {
    return { services: readWindowsServices((await runPowerShell(tools, PIPELINE)) ?? []) };
  },
};

/** Of a session, by its number: another with each log-on. */
const OF_A_SESSION = /_[0-9a-f]{4,8}$/;

export function readWindowsServices(rows: readonly unknown[]): RowOf<'services'>[] {
  return rows.map(fieldsOf).flatMap((service) => {
    const name = knownText(service.Name);
    if (name === undefined || OF_A_SESSION.test(name)) return [];
    return rowOf<RowOf<'services'>>({
      ...{ name, displayName: knownText(service.DisplayName), account: knownText(service.StartName) },
      state: knownText(service.State)?.toLowerCase(),
      startMode: knownText(service.StartMode)?.toLowerCase(),
    });
  });
}
