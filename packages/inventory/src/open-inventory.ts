import type { CollectorReport, ComputerInventory, InventoryDifference } from '@causeway/contract/inventory';
import { openJson } from './open/open-json.ts';
import { openNative } from './open/open-native.ts';
import { openXml } from './open/open-xml.ts';

/**
 * What a document is written in. `native`: the FullInventory or InventoryDifference of our own client, or any other JSON
 * object, which is kept under `other`. `glpi-json`: what a GLPI agent sends as JSON. `ocs-xml`: the REQUEST of
 * OCS Inventory and FusionInventory agents.
 */
export type InventoryFormat = 'native' | 'glpi-json' | 'ocs-xml';

/**
 * A part of an inventory that can be told to be unchanged without being read: `software` is most of it, `volatile` is
 * what differs every time and is nobody's news (processes, the agent's log), `machine` is the rest.
 */
export interface InventoryPart {
  readonly name: 'machine' | 'software' | 'volatile';
  /** SHA-256 of what was sent, lower-case hex: the same bytes mean the same part. */
  readonly fingerprint: string;
  /** Its sections in the normal form. @throws INVENTORY_MALFORMED */
  read(): ComputerInventory;
  /**
   * The same in buckets, where it is written so that they can be told apart without being read: each row is in one of
   * them. @throws INVENTORY_MALFORMED
   */
  buckets?(): readonly InventoryBucket[] | undefined;
}

/** Some of the rows of a part, for the most part the same ones in each inventory of a computer. */
export interface InventoryBucket {
  readonly number: number;
  /** SHA-256 of what was sent, lower-case hex: the same bytes mean the same rows. */
  readonly fingerprint: string;
  /** @throws INVENTORY_MALFORMED */
  read(): ComputerInventory;
}

/** An inventory of which no more was read than is needed to say whose it is. */
export interface OpenInventory {
  readonly kind: 'full';
  /** It tells only of some sections, whole: the others are as they were (`mergePartial`). */
  readonly isPartial: boolean;
  /** The machine that it is of, as far as the inventory says; needs no more than the part `machine`. */
  readonly parts: readonly InventoryPart[];
  /** As the sender calls itself, of a foreign agent; null of a native one. */
  readonly deviceId: string | null;
  /** Name and version of what collected it, when it says so. */
  readonly collectedBy: string | null;
  readonly collectedAt: number | null;
  /** `fingerprintOf` the whole, when the sender says it: the base of its next difference. */
  readonly claimedFingerprint: string | null;
  /** Of our own client. */
  readonly collectors: readonly CollectorReport[];
}

/** Of our own client: what is another than in the inventory before. */
export interface OpenDifference {
  readonly kind: 'difference';
  readonly difference: InventoryDifference;
}

/** @throws INVENTORY_MALFORMED, INVENTORY_FORBIDDEN */
export function openInventory(format: InventoryFormat, document: string): OpenInventory | OpenDifference {
  switch (format) {
    case 'native':
      return openNative(document);
    case 'glpi-json':
      return openJson(document);
    case 'ocs-xml':
      return openXml(document);
  }
}
