import type { Collector, RowOf } from '../collector.ts';
import { knownCount, knownText, rowOf } from '../known.ts';
import { fieldsOf, runPowerShell } from '../power-shell.ts';

/** Where the feature is not installed, there is no such command. */
const PIPELINE = `if (Get-Command Get-VM -ErrorAction SilentlyContinue) { Get-VM | ForEach-Object { @{
  name = $_.Name; id = [string]$_.Id; state = [string]$_.State; cpus = $_.ProcessorCount;
  memory = $_.MemoryStartup } } }`;

export const hyperV: Collector = {
  name: 'virtualMachines Hyper-V',
  async collect(tools) {
    // A pipeline cannot begin with `if`: a script block can.
    return { virtualMachines: readHyperV((await runPowerShell(tools, `& { ${PIPELINE} }`)) ?? []) };
  },
};

export function readHyperV(rows: readonly unknown[]): RowOf<'virtualMachines'>[] {
  return rows.map(fieldsOf).flatMap(({ name, id, state, cpus, memory }) => {
    const known = knownText(name);
    if (known === undefined) return [];
    return rowOf<RowOf<'virtualMachines'>>({
      ...{ name: known, kind: 'Hyper-V', state: knownText(state)?.toLowerCase() },
      ...{ uuid: knownText(id)?.toLowerCase(), cpus: knownCount(cpus), memoryBytes: knownCount(memory) },
    });
  });
}
