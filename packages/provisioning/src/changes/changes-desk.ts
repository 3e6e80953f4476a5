import type { ChangeEvent, ChangeRecord, ChangeRunner, ChangeState } from '@causeway/changes';
import { asId, type ChangeId, isUuid, type TenantId } from '@causeway/contract';
import type { ChangeView } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import { ItemQueue } from './item-queue.ts';
import { isBegunBy, tenantPartOf } from './tenant-part.ts';

export interface ChangesWanted {
  readonly tenantId?: TenantId | undefined;
  readonly state?: ChangeState | undefined;
  /** Id of the last change of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Changes as admins see them: listed, followed and undone. */
export class ChangesDesk {
  readonly #store: ProvisioningStore;
  readonly #runner: ChangeRunner;
  readonly #tenant: OneTenant | undefined;

  constructor(store: ProvisioningStore, runner: ChangeRunner, tenant?: OneTenant) {
    this.#store = store;
    this.#runner = runner;
    this.#tenant = tenant;
  }

  /** As the tenant's own admins see them: those of others are not there, and of each there is its own part. */
  of(tenant: OneTenant): ChangesDesk {
    return new ChangesDesk(this.#store, this.#runner, tenant);
  }

  /** Newest first. @throws CHANGE_NOT_FOUND, of the one before */
  async list({ tenantId, state, before, limit }: ChangesWanted): Promise<ChangeView[]> {
    const changes = await this.#store.changes.list({
      ...{ state, limit },
      // Whose changes a tenant's own admins see is nothing that they may ask for.
      tenantId: this.#tenant?.id ?? tenantId,
      before: before === undefined ? undefined : await this.#get(before),
    });
    const names = await this.#names();
    return changes.map((change) => this.#view(change, names));
  }

  /** @throws CHANGE_NOT_FOUND */
  async view(id: string): Promise<ChangeView> {
    return this.#view(await this.#get(id), await this.#names());
  }

  /** The change as it is, then after every step, until it is over. @throws CHANGE_NOT_FOUND */
  async follow(id: string, signal: AbortSignal): Promise<AsyncIterable<ChangeView>> {
    // Of one that is not there, nobody listens for news.
    await this.#get(id);
    const names = await this.#names();
    const queue = new ItemQueue<ChangeRecord>();
    const unsubscribe = this.#runner.subscribe((event: ChangeEvent) => {
      if (event.change.id === id) queue.push(event.change);
    });
    signal.addEventListener('abort', () => queue.end());
    if (signal.aborted) queue.end();
    return follow(await this.#get(id), queue, unsubscribe, (change) => this.#view(change, names));
  }

  /** Stops it and waits until everything is back. @throws CHANGE_NOT_FOUND, CHANGE_OF_PROVISIONING, CHANGE_OVER */
  async undo(id: string): Promise<ChangeView> {
    const change = await this.#get(id);
    if (!this.#isUndoneHere(change))
      throw provisioningErrors.error('CHANGE_OF_PROVISIONING', { seen: `change ${id}` });
    await this.#runner.undo(change.id);
    return this.view(id);
  }

  #view(whole: ChangeRecord, names: TenantNames): ChangeView {
    const change = this.#tenant === undefined ? whole : tenantPartOf(whole, this.#tenant.id);
    const { tenantIds, plan: _plan, steps, ...rest } = change;
    const tenants = tenantIds.map((id) => names.get(id) ?? id);
    return { ...rest, tenants, isUndoneHere: this.#isUndoneHere(whole), steps: [...steps] };
  }

  #isUndoneHere(change: ChangeRecord): boolean {
    return this.#tenant === undefined || isBegunBy(this.#tenant, change);
  }

  async #names(): Promise<TenantNames> {
    return new Map((await this.#store.tenants.list()).map(({ id, name }) => [id, name]));
  }

  async #get(id: string): Promise<ChangeRecord> {
    const change = isUuid(id) ? await this.#store.changes.find(asId<ChangeId>(id)) : undefined;
    const isOthers = this.#tenant !== undefined && change?.tenantIds.includes(this.#tenant.id) === false;
    if (change === undefined || isOthers)
      throw provisioningErrors.error('CHANGE_NOT_FOUND', { seen: JSON.stringify(id) });
    return change;
  }
}

type OneTenant = Pick<TenantRecord, 'id' | 'name'>;
type TenantNames = ReadonlyMap<TenantId, string>;

const OVER: ReadonlySet<ChangeRecord['state']> = new Set(['done', 'undone', 'stuck']);

async function* follow(
  first: ChangeRecord,
  queue: ItemQueue<ChangeRecord>,
  unsubscribe: () => void,
  view: (change: ChangeRecord) => ChangeView,
): AsyncIterable<ChangeView> {
  try {
    yield view(first);
    if (OVER.has(first.state)) return;
    for await (const change of queue) {
      yield view(change);
      if (OVER.has(change.state)) return;
    }
  } finally {
    unsubscribe();
  }
}
