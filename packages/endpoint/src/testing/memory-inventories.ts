import { createHash } from 'node:crypto';
import type { ClientId } from '@causeway/contract';
import { applyDifference, type ComputerInventory } from '@causeway/contract/inventory';
import { inventoryErrors, mergePartial, type OpenInventory, openInventory } from '@causeway/inventory';
import { type EndpointStore, type Inventory, MOST_UPLOADS_NOTED } from '../endpoint-store.ts';

interface Kept {
  readonly inventory: Inventory;
  readonly computer: ComputerInventory;
}

/** The inventories of a MemoryEndpointStore. */
export class MemoryInventories implements Inventories {
  readonly #newest = new Map<ClientId, Kept>();
  /** When each document of a client last came, by its SHA-256. */
  readonly #uploads = new Map<ClientId, Map<string, number>>();

  async put(inventory: Inventory): Promise<void> {
    const kept = this.#newest.get(inventory.clientId);
    if (kept !== undefined && inventory.receivedAt < kept.inventory.receivedAt) {
      openInventory(inventory.format, inventory.document);
      return this.#note(inventory);
    }
    const computer = readComputer(inventory, kept?.computer);
    this.#newest.set(inventory.clientId, { inventory, computer });
    this.#note(inventory);
  }

  async find(clientId: ClientId): ReturnType<Inventories['find']> {
    const kept = this.#newest.get(clientId);
    if (kept === undefined) return undefined;
    const { receivedAt, address } = kept.inventory;
    return { clientId, receivedAt, address };
  }

  async count(clientId: ClientId): Promise<number> {
    return this.#uploads.get(clientId)?.size ?? 0;
  }

  /** For tests: the newest as it came. */
  documentOf(clientId: ClientId): string | undefined {
    return this.#newest.get(clientId)?.inventory.document;
  }

  /** For tests: what is known of the computer. */
  computerOf(clientId: ClientId): ComputerInventory | undefined {
    return this.#newest.get(clientId)?.computer;
  }

  #note({ clientId, document, receivedAt }: Inventory): void {
    const sha256 = createHash('sha256').update(document).digest('hex');
    const uploads = this.#uploads.getOrInsertComputed(clientId, () => new Map<string, number>());
    uploads.set(sha256, Math.max(receivedAt, uploads.get(sha256) ?? receivedAt));
    if (uploads.size <= MOST_UPLOADS_NOTED) return;
    const newestFirst = [...uploads].sort(
      ([one, at], [other, otherAt]) => otherAt - at || (one < other ? -1 : 1),
    );
    for (const [old] of newestFirst.slice(MOST_UPLOADS_NOTED)) uploads.delete(old);
  }
}

/** @throws the codes of the inventory package */
function readComputer(
  { format, document }: Inventory,
  before: ComputerInventory | undefined,
): ComputerInventory {
  const opened = openInventory(format, document);
  if (opened.kind === 'full') {
    const said = readWhole(opened);
    return opened.isPartial && before !== undefined ? mergePartial(before, said) : said;
  }
  if (before === undefined) throw inventoryErrors.error('INVENTORY_BASE_UNKNOWN', { seen: 'no inventory' });
  return applyDifference(before, opened.difference);
}

/** The parts have no section in common but what has no place of its own. */
export function readWhole({ parts }: OpenInventory): ComputerInventory {
  const read = parts.map((part) => part.read());
  const other = Object.assign({}, ...read.map((part) => part.other));
  const whole: ComputerInventory = Object.assign({}, ...read);
  return Object.keys(other).length === 0 ? whole : { ...whole, other };
}

type Inventories = EndpointStore['inventories'];
