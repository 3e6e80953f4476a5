import { battery as askBattery, type Systeminformation } from 'systeminformation';
import type { Collector, RowOf } from '../collector.ts';
import { knownLabel, rowOf } from '../known.ts';

/** What it is; how full it is is another matter every minute. */
export const battery: Collector = {
  name: 'devices battery',
  async collect({ inTime }) {
    return { devices: readBattery(await inTime(askBattery())) };
  },
};

type Battery = Pick<Systeminformation.BatteryData, 'hasBattery' | 'manufacturer' | 'model' | 'serial'>;

export function readBattery({ hasBattery, manufacturer, model, serial }: Battery): RowOf<'devices'>[] {
  if (!hasBattery) return [];
  return [
    rowOf<RowOf<'devices'>>({
      ...{ kind: 'battery', name: knownLabel(model) ?? 'Battery' },
      ...{ manufacturer: knownLabel(manufacturer), serialNumber: knownLabel(serial) },
    }),
  ];
}
