import type { ChangeEvent, ChangeRecord, ChangeRunner } from '@causeway/changes';
import { asId, type ChangeId, isUuid, type TenantId } from '@causeway/contract';
import type { ChangeView } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { ItemQueue } from './item-queue.ts';

/** Changes as admins see them: listed, followed and undone. */
export class ChangesDesk {
  readonly #store: ProvisioningStore;
  readonly #runner: ChangeRunner;

  constructor(store: ProvisioningStore, runner: ChangeRunner) {
    this.#store = store;
    this.#runner = runner;
  }

  async list({ tenant, limit }: { readonly tenant?: string; readonly limit: number }): Promise<ChangeView[]> {
    const tenantId = tenant === undefined ? undefined : await this.#tenantIdOf(tenant);
    const changes = await this.#store.changes.list({ limit, ...(tenantId !== undefined && { tenantId }) });
    const names = await this.#names();
    return changes.map((change) => view(change, names));
  }

  /** @throws CHANGE_NOT_FOUND */
  async view(id: string): Promise<ChangeView> {
    return view(await this.#get(id), await this.#names());
  }

  /** The change as it is, then after every step, until it is over. @throws CHANGE_NOT_FOUND */
  async follow(id: string, signal: AbortSignal): Promise<AsyncIterable<ChangeView>> {
    const names = await this.#names();
    const queue = new ItemQueue<ChangeRecord>();
    const unsubscribe = this.#runner.subscribe((event: ChangeEvent) => {
      if (event.change.id === id) queue.push(event.change);
    });
    signal.addEventListener('abort', () => queue.end());
    return follow(await this.#get(id), queue, unsubscribe, names);
  }

  /** Stops it and waits until everything is back. @throws CHANGE_NOT_FOUND, CHANGE_OVER */
  async undo(id: string): Promise<ChangeView> {
    await this.#get(id);
    await this.#runner.undo(asId<ChangeId>(id));
    return this.view(id);
  }

  async #names(): Promise<TenantNames> {
    return new Map((await this.#store.tenants.list()).map(({ id, name }) => [id, name]));
  }

  async #get(id: string): Promise<ChangeRecord> {
    const change = isUuid(id) ? await this.#store.changes.find(asId<ChangeId>(id)) : undefined;
    if (change === undefined)
      throw provisioningErrors.error('CHANGE_NOT_FOUND', { seen: JSON.stringify(id) });
    return change;
  }

  async #tenantIdOf(name: string): Promise<TenantId> {
    const tenant = await this.#store.tenants.findByName(name);
    if (tenant === undefined)
      throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: JSON.stringify(name) });
    return tenant.id;
  }
}

const OVER: ReadonlySet<ChangeRecord['state']> = new Set(['done', 'undone', 'stuck']);

async function* follow(
  first: ChangeRecord,
  queue: ItemQueue<ChangeRecord>,
  unsubscribe: () => void,
  names: TenantNames,
): AsyncIterable<ChangeView> {
  try {
    yield view(first, names);
    if (OVER.has(first.state)) return;
    for await (const change of queue) {
      yield view(change, names);
      if (OVER.has(change.state)) return;
    }
  } finally {
    unsubscribe();
  }
}

type TenantNames = ReadonlyMap<TenantId, string>;

function view({ tenantIds, plan: _plan, steps, ...change }: ChangeRecord, names: TenantNames): ChangeView {
  return { ...change, tenants: tenantIds.map((id) => names.get(id) ?? id), steps: [...steps] };
}
