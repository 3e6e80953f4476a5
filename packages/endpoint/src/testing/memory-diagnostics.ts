import type { ClientId } from '@causeway/contract';
import type { Diagnostics, EndpointStore } from '../endpoint-store.ts';

/** The diagnostics of a MemoryEndpointStore. */
export class MemoryDiagnostics implements Kept {
  readonly #newest = new Map<ClientId, Diagnostics>();

  async put(diagnostics: Diagnostics): Promise<void> {
    const kept = this.#newest.get(diagnostics.clientId);
    if (kept === undefined || diagnostics.receivedAt >= kept.receivedAt)
      this.#newest.set(diagnostics.clientId, diagnostics);
  }

  async find(clientId: ClientId): Promise<Diagnostics | undefined> {
    return this.#newest.get(clientId);
  }
}

type Kept = EndpointStore['diagnostics'];
