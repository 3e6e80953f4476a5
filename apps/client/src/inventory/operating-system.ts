import { machine } from 'node:os';
import type { ComputerInventory } from '@causeway/contract/inventory';
import { osInfo, type Systeminformation } from 'systeminformation';
import type { Collector } from './collector.ts';
import { knownCount, knownLabel, knownText, rowOf } from './known.ts';
import { fieldsOf, runPowerShell } from './power-shell.ts';
import type { Tools } from './tools.ts';

type OperatingSystem = NonNullable<ComputerInventory['operatingSystem']>;

const FAMILIES: Readonly<Record<string, OperatingSystem['family']>> = {
  ...{ linux: 'linux', darwin: 'macos', win32: 'windows' },
  ...{ freebsd: 'bsd', openbsd: 'bsd', netbsd: 'bsd' },
};

export const operatingSystem: Collector = {
  name: 'operatingSystem',
  async collect(tools) {
    const told = await tools.inTime(osInfo());
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const described = readOperatingSystem(told, process.platform);
    const since = await startOf(tools);
    return { operatingSystem: rowOf<OperatingSystem>({ ...described, timezone: timeZone, ...since }) };
  },
};

export function readOperatingSystem(
  told: Pick<Systeminformation.OsData, 'distro' | 'release' | 'build' | 'kernel'>,
  platform: string,
): OperatingSystem {
  return rowOf<OperatingSystem>({
    family: FAMILIES[platform] ?? 'other',
    name: knownLabel(told.distro),
    version: knownLabel(told.release),
    build: knownLabel(told.build),
    kernel: knownLabel(told.kernel),
    architecture: knownText(machine()),
  });
}

type Since = Pick<OperatingSystem, 'bootedAt' | 'installedAt'>;

/** As the kernel keeps it: counted back from the uptime, it would be another with every call. */
async function startOf(tools: Tools): Promise<Since> {
  switch (process.platform) {
    case 'linux':
      return readBootTime(/^btime (\d+)$/m, await tools.read('/proc/stat'));
    case 'darwin':
      return readBootTime(/sec = (\d+)/, await tools.run('sysctl', '-n', 'kern.boottime'));
    case 'win32':
      return readWindowsTimes((await runPowerShell(tools, WINDOWS_TIMES)) ?? []);
    default:
      return {};
  }
}

export function readBootTime(seconds: RegExp, text: string | undefined): Since {
  const found = knownCount(seconds.exec(text ?? '')?.[1]);
  return found === undefined ? {} : { bootedAt: found * 1000 };
}

const WINDOWS_TIMES = `Get-CimInstance Win32_OperatingSystem | ForEach-Object { @{
  booted = [int64]([DateTimeOffset]$_.LastBootUpTime).ToUnixTimeSeconds();
  installed = [int64]([DateTimeOffset]$_.InstallDate).ToUnixTimeSeconds() } }`;

export function readWindowsTimes(rows: readonly unknown[]): Since {
  const { booted, installed } = fieldsOf(rows[0]);
  const inMs = (seconds: unknown) => {
    const known = knownCount(seconds);
    return known === undefined ? undefined : known * 1000;
  };
  return rowOf<Since>({ bootedAt: inMs(booted), installedAt: inMs(installed) });
}
