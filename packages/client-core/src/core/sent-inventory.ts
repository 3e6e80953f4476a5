import type { CollectorReport, ComputerInventory } from '@causeway/contract/inventory';

/** What a computer gave, and how. */
export interface CollectedInventory {
  readonly inventory: ComputerInventory;
  readonly collectors: readonly CollectorReport[];
}

/** The inventory that an endpoint server acknowledged last, and as whose. */
export interface SentInventory {
  readonly clientId: string;
  readonly tenant: string;
  readonly inventory: ComputerInventory;
}

/** Where it is kept. Whatever is lost here costs one whole inventory. */
export interface SentInventoryStore {
  /** Undefined when there is none that is whole. */
  load(): Promise<SentInventory | undefined>;
  save(sent: SentInventory): Promise<void>;
}

/** Of the inventory that was delivered last, for whoever looks at this client. */
export interface InventorySummary {
  readonly kind: 'full' | 'difference';
  /** Rows and sections that were another than before; of a full one all rows. */
  readonly changes: number;
}
