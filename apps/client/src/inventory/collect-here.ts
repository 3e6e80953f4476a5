import type { CollectedInventory } from '@causeway/client-core';
import { collectInventory } from './collect-inventory.ts';
import { collectorsFor } from './collectors.ts';

/** The inventory of this computer. */
export function collectHere(signal?: AbortSignal): Promise<CollectedInventory> {
  return collectInventory({
    ...{ collectors: collectorsFor(process.platform), signal },
    now: () => performance.now(),
  });
}
