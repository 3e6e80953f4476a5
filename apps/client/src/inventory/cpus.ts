import { cpus as logicalCpus, machine } from 'node:os';
import { cpu, type Systeminformation } from 'systeminformation';
import type { Collector, RowOf } from './collector.ts';
import { knownCount, knownLabel, knownText, rowOf } from './known.ts';

export const cpus: Collector = {
  name: 'cpus',
  async collect({ inTime }) {
    return { cpus: readCpus(await inTime(cpu()), logicalCpus()[0]?.model) };
  },
};

type CpuData = Pick<
  Systeminformation.CpuData,
  'manufacturer' | 'brand' | 'cores' | 'physicalCores' | 'processors' | 'speed' | 'speedMax'
>;

/** One row for all processors of a board: they are alike. */
export function readCpus(told: CpuData, model: string | undefined): RowOf<'cpus'>[] {
  const name = knownLabel(model) ?? knownLabel(`${told.manufacturer} ${told.brand}`);
  if (name === undefined) return [];
  const processors = Math.max(1, told.processors);
  const one = rowOf<RowOf<'cpus'>>({
    name,
    manufacturer: knownLabel(told.manufacturer),
    architecture: knownText(machine()),
    cores: knownCount(told.physicalCores / processors),
    threads: knownCount(told.cores / processors),
    speedMhz: knownCount((told.speedMax || told.speed) * 1000),
  });
  return processors === 1
    ? [one]
    : Array.from({ length: processors }, (_, socket) => ({ ...one, name: `${name} (${socket + 1})` }));
}
