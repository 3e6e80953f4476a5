import { memLayout, type Systeminformation } from 'systeminformation';
import type { Collector, RowOf } from './collector.ts';
import { knownCount, knownLabel, rowOf } from './known.ts';

/** Needs the rights of the system on Linux. */
export const memoryModules: Collector = {
  name: 'memoryModules',
  async collect({ inTime }) {
    return { memoryModules: readMemoryModules(await inTime(memLayout())) };
  },
};

type Module = Pick<
  Systeminformation.MemLayoutData,
  'size' | 'bank' | 'type' | 'clockSpeed' | 'manufacturer' | 'partNum' | 'serialNum'
>;

/** Empty slots are none, and neither is the sum that stands for modules that are not known. */
export function readMemoryModules(modules: readonly Module[]): RowOf<'memoryModules'>[] {
  return modules.flatMap(({ size, bank, type, clockSpeed, manufacturer, partNum, serialNum }) => {
    const row = rowOf<RowOf<'memoryModules'>>({
      slot: knownLabel(bank),
      capacityBytes: knownCount(size),
      kind: knownLabel(type),
      speedMhz: knownCount(clockSpeed),
      manufacturer: knownLabel(manufacturer),
      model: knownLabel(partNum),
      serialNumber: knownLabel(serialNum),
    });
    const isModule = row.capacityBytes !== undefined && Object.keys(row).length > 1;
    return isModule ? [row] : [];
  });
}
