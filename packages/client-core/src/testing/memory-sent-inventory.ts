import type { SentInventory, SentInventoryStore } from '../core/sent-inventory.ts';

/** A file in memory; a test may take it away. */
export class MemorySentInventory implements SentInventoryStore {
  sent: SentInventory | undefined;

  async load(): Promise<SentInventory | undefined> {
    return this.sent;
  }

  async save(sent: SentInventory): Promise<void> {
    this.sent = structuredClone(sent);
  }
}
