import { type OpenedTenantStore, Provisioning, type ProvisioningStore } from '@causeway/provisioning';
import type { startVerdict } from '@causeway/reachability';
import type { Rests } from './rests.ts';
import type { SimulatedPorts } from './simulated-ports.ts';

export interface SimulatedServerOptions {
  readonly store: ProvisioningStore;
  /** Of the one tenant that there is; outlives the server. */
  readonly tenantStore: OpenedTenantStore;
  readonly ports: SimulatedPorts;
  readonly rests: Rests;
  readonly now: () => number;
  /** The law, or what a test puts in its place. */
  readonly startVerdict: typeof startVerdict;
}

/** Provisioning without sockets, names or waiting: all there is outside of it are the simulated ports. */
export function createSimulatedServer(options: SimulatedServerOptions): Provisioning {
  const { store, tenantStore, ports, rests, now, startVerdict } = options;
  return new Provisioning({
    store,
    bindings: ports,
    tenantStores: {
      open: async () => tenantStore,
      remove: async () => {},
      describe: async () => ({ kind: 'sqlite', file: '', bytes: 0 }),
    },
    now,
    log: { info: () => {}, error: () => {} },
    restBetweenLooks: (_ms, signal) => untilAborted(signal),
    outside: {
      proveListener: (target) => ports.prove(target),
      proveRehearsal: (target) => ports.proveRehearsal(target),
      checkNeighbors: async () => [],
      checkHostnameResolves: async () => [],
      checkPortFree: async () => [],
      startVerdict,
      rest: rests.rest,
    },
  });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
