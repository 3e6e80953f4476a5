import type { Collector } from './collector.ts';
import { knownText } from './known.ts';
import { fieldsOf, runPowerShell } from './power-shell.ts';
import type { Tools } from './tools.ts';

/** Who was logged in last, or is. */
export const lastUser: Collector = {
  name: 'lastUser',
  async collect(tools) {
    const user = process.platform === 'win32' ? await askWindows(tools) : await askLog(tools);
    return user === undefined ? {} : { hardware: { lastUser: user } };
  },
};

async function askLog(tools: Tools): Promise<string | undefined> {
  if (process.platform !== 'linux') return readLastUser((await tools.run('last')) ?? '');
  // Whole names; small systems have a `last` that knows no options.
  const listed = await tools.run('last', '-w', '-n', '50').catch(() => tools.run('last'));
  return readLastUser(listed ?? '');
}

async function askWindows(tools: Tools): Promise<string | undefined> {
  const rows = await runPowerShell(tools, 'Get-CimInstance Win32_ComputerSystem | Select-Object UserName');
  return knownText(fieldsOf(rows?.[0]).UserName);
}

/** What `last` lists beside people. */
const NOBODY = /^(reboot|shutdown|runlevel|wtmp|btmp|LOGIN|\(unknown)/;

/** The newest is the first. */
export function readLastUser(text: string): string | undefined {
  const names = text.split('\n').map((line) => line.split(/\s+/)[0] ?? '');
  return knownText(names.find((name) => name !== '' && !NOBODY.test(name)));
}
