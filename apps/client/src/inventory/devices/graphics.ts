import { graphics as askGraphics, type Systeminformation } from 'systeminformation';
import type { Collector, RowOf } from '../collector.ts';
import { knownLabel, rowOf } from '../known.ts';

export const graphics: Collector = {
  name: 'devices graphics',
  async collect({ inTime }) {
    return { devices: readGraphics(await inTime(askGraphics())) };
  },
};

type Told = Pick<Systeminformation.GraphicsData, 'controllers' | 'displays'>;

export function readGraphics({ controllers, displays }: Told): RowOf<'devices'>[] {
  return [
    ...controllers.flatMap(({ vendor, model, busAddress }) => {
      const name = knownLabel(model);
      if (name === undefined) return [];
      const slot = knownLabel(busAddress);
      return rowOf<RowOf<'devices'>>({ kind: 'graphics', name, manufacturer: knownLabel(vendor), slot });
    }),
    ...displays.flatMap((display) => {
      const name = knownLabel(display.model) ?? knownLabel(display.deviceName);
      if (name === undefined) return [];
      return rowOf<RowOf<'devices'>>({
        ...{ kind: 'monitor', name, manufacturer: knownLabel(display.vendor) },
        ...{ serialNumber: knownLabel(display.serial), slot: knownLabel(display.connection) },
      });
    }),
  ];
}
