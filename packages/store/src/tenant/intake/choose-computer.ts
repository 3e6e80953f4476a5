import { identityOf, isClaimOf, isForeignClientId, isSameMachine } from '@causeway/inventory';
import type { KnownComputer } from './known-computer.ts';
import { machineOf, type NewInventory } from './new-inventory.ts';

/** The one of them that the inventory is of: the same in every byte that says so, or the same machine. */
export function chooseComputer(
  known: readonly KnownComputer[],
  inventory: NewInventory,
): KnownComputer | undefined {
  if (known.length === 0) return undefined;
  const machine = inventory.parts.find(({ name }) => name === 'machine');
  const unchanged = known.find(({ partFingerprints }) => partFingerprints.machine === machine?.fingerprint);
  if (unchanged !== undefined) return unchanged;
  const identity = identityOf(machineOf(inventory));
  return known.find((one) =>
    isForeignClientId(one.clientId)
      ? isClaimOf(one.identity, identity)
      : isSameMachine(one.identity, identity),
  );
}
