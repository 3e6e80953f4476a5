import type { News } from '../endpoint-servers/news.ts';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { ForeignDoors } from './foreign-doors.ts';
import { type AllFrequencies, changesConfig } from './frequencies.ts';
import { refuseShortWindows } from './refuse-short-windows.ts';
import type { SiteChanges } from './site-changes.ts';
import type { TenantSitePorts } from './site-ports.ts';

export interface LiveSettingsOptions {
  readonly store: Pick<ProvisioningStore, 'tenants' | 'endpointServers'>;
  readonly changes: Pick<SiteChanges, 'refuseUnfinished'>;
  readonly ports: Pick<TenantSitePorts, 'ensurePublished'>;
  readonly foreign: ForeignDoors;
  /** Stand-alone endpoint servers hear of it at once. */
  readonly news: Pick<News, 'tell'>;
}

type LiveParts = Partial<AllFrequencies & Pick<TenantRecord, 'foreignAgents'>>;

/** What of a tenant is taken at once, without a change that waits for the fleet: frequencies, groups, foreign agents. */
export class LiveSettings {
  readonly #options: LiveSettingsOptions;

  constructor(options: LiveSettingsOptions) {
    this.#options = options;
  }

  /**
   * For who holds the turn of site changes (`SiteChanges.atRest`): one after the other, so that none is lost.
   * @param plan what is to change of the tenant as it is by then
   * @throws TENANT_NOT_FOUND, ACTIVE_WINDOW_TOO_SHORT, what `plan` throws; CHANGE_IN_PROGRESS when config.ini would say
   *   something else: what a change that is under way has published is its own
   */
  async change(
    name: string,
    plan: (tenant: TenantRecord) => LiveParts | Promise<LiveParts>,
  ): Promise<TenantRecord> {
    const tenant = await this.#get(name);
    const parts = await plan(tenant);
    const changed: TenantRecord = { ...tenant, ...parts };
    if (touchesWindows(parts)) refuseShortWindows(changed);
    await this.#take(tenant, changed, parts);
    return changed;
  }

  async #take(tenant: TenantRecord, changed: TenantRecord, parts: LiveParts): Promise<void> {
    const { store, changes, ports, foreign } = this.#options;
    const { id } = tenant;
    const isPublished = changesConfig(tenant, changed);
    if (isPublished) await changes.refuseUnfinished([id]);
    await store.tenants.update(id, parts);
    try {
      if (isPublished) await ports.ensurePublished(id);
    } catch (error) {
      // What clients are not told of does not hold either: config.ini has no room for it, as a rule.
      await store.tenants.update(id, liveOf(tenant));
      throw error;
    }
    foreign.take(changed);
    await this.#tellServers(changed);
  }

  /** What they take in of foreign agents comes with their next sync. */
  async #tellServers({ id }: TenantRecord): Promise<void> {
    const { store, news } = this.#options;
    for (const server of await store.endpointServers.list(id)) news.tell(server.id);
  }

  async #get(name: string): Promise<TenantRecord> {
    const tenant = await this.#options.store.tenants.findByName(name);
    if (tenant === undefined)
      throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: JSON.stringify(name) });
    return tenant;
  }
}

function liveOf(tenant: TenantRecord): Required<LiveParts> {
  const { activeWindowMs, pollingIntervalSeconds, inventoryIntervalSeconds, groups, foreignAgents } = tenant;
  return { activeWindowMs, pollingIntervalSeconds, inventoryIntervalSeconds, groups, foreignAgents };
}

function touchesWindows({ activeWindowMs, pollingIntervalSeconds, groups }: LiveParts): boolean {
  return [activeWindowMs, pollingIntervalSeconds, groups].some((part) => part !== undefined);
}
