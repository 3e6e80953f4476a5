import type { ComputerInventory, RowSection } from '@causeway/contract/inventory';
import type { Tools } from './tools.ts';

/** One source of an inventory: it knows of some sections, and of rows of others that other sources add to. */
export interface Collector {
  readonly name: string;
  /** Nothing where the machine has no such thing; @throws when it has and cannot be asked. */
  collect(tools: Tools): Promise<ComputerInventory>;
}

export type RowOf<Section extends RowSection> = NonNullable<ComputerInventory[Section]>[number];
