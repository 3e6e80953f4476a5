import type { ConfigFile } from '@causeway/config-file';

/** Seconds. */
export interface Frequencies {
  readonly pollingInterval: number;
  readonly inventoryInterval: number;
  /** Absent for a day. */
  readonly proofInterval?: number | undefined;
}

/** Of a client of that group: what the file says of the group, and what it says of the tenant for the rest. */
export function frequenciesOf(config: ConfigFile, group: string | null): Frequencies {
  const own = group === null ? undefined : config.groups?.find(({ name }) => name === group);
  return {
    pollingInterval: own?.pollingInterval ?? config.pollingInterval,
    inventoryInterval: own?.inventoryInterval ?? config.inventoryInterval,
    proofInterval: own?.proofInterval ?? config.proofInterval,
  };
}
