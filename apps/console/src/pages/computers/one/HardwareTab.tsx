import * as texts from '../../../texts/index.ts';
import { InventorySections } from './InventorySections.tsx';
import { useComputer } from './use-computer.ts';

const lists = [
  'cpus',
  'memoryModules',
  'storageDevices',
  'fileSystems',
  'networkInterfaces',
  'devices',
] as const;

export default function HardwareTab() {
  const { inventory } = useComputer();
  return (
    <InventorySections
      inventory={inventory}
      whole="hardware"
      lists={lists}
      none={texts.computer.hardwareNone}
    />
  );
}
