import * as texts from '../../../texts/index.ts';
import { InventorySections } from './InventorySections.tsx';
import { useComputer } from './use-computer.ts';

const lists = ['users', 'groups', 'services', 'virtualMachines', 'certificates'] as const;

export default function SystemTab() {
  const { inventory } = useComputer();
  return (
    <InventorySections
      inventory={inventory}
      whole="operatingSystem"
      lists={lists}
      none={texts.computer.systemNone}
    />
  );
}
