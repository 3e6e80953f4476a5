import type { ClientId } from '@causeway/contract';
import type { ComputerInventory } from '@causeway/contract/inventory';
import type { ComputerRow } from '@causeway/inventory';
import { openTenantStore } from '../sqlite/open-tenant-store.ts';
import type { TenantStore } from '../tenant/create-tenant-store.ts';
import { fullOf } from './inventory-records.ts';
import { enrollOne } from './open-endpoint-store.ts';
import { someInventory } from './records.ts';
import { temporaryFile } from './temporary-file.ts';

/** A tenant's database, and native clients that bring inventories into it. */
export class TenantWithClients implements AsyncDisposable {
  readonly file: string;
  readonly store: TenantStore;
  readonly #disposal: AsyncDisposableStack;

  constructor(file: string, store: TenantStore, disposal: AsyncDisposableStack) {
    this.file = file;
    this.store = store;
    this.#disposal = disposal;
  }

  static async open(): Promise<TenantWithClients> {
    await using stack = new AsyncDisposableStack();
    const place = stack.use(await temporaryFile());
    const store = stack.use(await openTenantStore(place));
    return new TenantWithClients(place.file, store, stack.move());
  }

  async enroll(name?: string): Promise<ClientId> {
    return (await enrollOne(this.store, name === undefined ? {} : { name })).id;
  }

  put(clientId: ClientId, document: string, receivedAt: number): Promise<void> {
    return this.store.inventories.put(someInventory({ clientId, document, receivedAt }));
  }

  /** Of a new client. */
  async bring(inventory: ComputerInventory, receivedAt = 1): Promise<ComputerRow> {
    const clientId = await this.enroll();
    await this.put(clientId, fullOf(inventory), receivedAt);
    return this.computerOf(clientId);
  }

  async computerOf(clientId: ClientId): Promise<ComputerRow> {
    const [computer] = await this.store.computers.ofClient(clientId);
    if (computer === undefined) throw new Error(`The client ${clientId} has no computer.`);
    return computer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#disposal.disposeAsync();
  }
}
