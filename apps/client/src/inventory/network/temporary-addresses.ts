import { fieldsOf, runPowerShell } from '../power-shell.ts';
import type { Tools } from '../tools.ts';

/**
 * IPv6 addresses that a computer makes up for a day, so that nobody knows it again (RFC 8981). Where that cannot be told,
 * none is.
 */
export async function temporaryAddresses(tools: Tools): Promise<ReadonlySet<string>> {
  try {
    return await ask(tools);
  } catch {
    tools.signal.throwIfAborted();
    return new Set();
  }
}

async function ask(tools: Tools): Promise<ReadonlySet<string>> {
  switch (process.platform) {
    case 'linux':
      return readIpAddresses((await tools.run('ip', '-json', 'address')) ?? '[]');
    case 'darwin':
      return readIfconfig((await tools.run('ifconfig', '-a')) ?? '');
    case 'win32':
      return readNetAddresses((await runPowerShell(tools, NET_ADDRESSES)) ?? []);
    default:
      return new Set();
  }
}

/** As `ip -json address` prints it. */
export function readIpAddresses(text: string): ReadonlySet<string> {
  const links: unknown = JSON.parse(text);
  const addresses = (Array.isArray(links) ? links : []).flatMap((link) => {
    const { addr_info } = fieldsOf(link);
    return Array.isArray(addr_info) ? addr_info.map(fieldsOf) : [];
  });
  return new Set(addresses.filter(({ temporary }) => temporary === true).map(({ local }) => String(local)));
}

/** As `ifconfig -a` of a Mac prints it. */
export function readIfconfig(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^\s+inet6 ([0-9a-f:]+)\S* .*\btemporary\b/gm)].map(([, ip = '']) => ip));
}

const NET_ADDRESSES =
  "Get-NetIPAddress -AddressFamily IPv6 | Where-Object { $_.SuffixOrigin -eq 'Random' } | Select-Object IPAddress";

export function readNetAddresses(rows: readonly unknown[]): ReadonlySet<string> {
  return new Set(rows.map((row) => String(fieldsOf(row).IPAddress).replace(/%.*$/, '')));
}
