import { GROUP_NAME } from '@causeway/config-file';
import type { TenantId } from '@causeway/contract';
import type { CountedGroup, GroupView, SetGroup } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { ClientGroup, ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { LiveSettings } from './live-settings.ts';
import type { SiteChanges } from './site-changes.ts';
import type { TenantHosts } from './tenant-hosts.ts';

/** Each takes up to 160 bytes of a config.ini of 64 KiB, which the addresses of endpoint servers need more. */
export const MAX_GROUPS = 100;

export interface GroupsDeskOptions {
  readonly store: Pick<ProvisioningStore, 'tenants'>;
  readonly hosts: TenantHosts;
  readonly settings: LiveSettings;
  readonly changes: Pick<SiteChanges, 'atRest'>;
  readonly now: () => number;
}

/** The groups of clients of a tenant: frequencies of their own, carried by config.ini. */
export class GroupsDesk {
  readonly #options: GroupsDeskOptions;

  constructor(options: GroupsDeskOptions) {
    this.#options = options;
  }

  /** @throws TENANT_NOT_FOUND */
  async list(tenantName: string): Promise<CountedGroup[]> {
    const { store, hosts } = this.#options;
    const tenant = await store.tenants.findByName(tenantName);
    if (tenant === undefined)
      throw provisioningErrors.error('TENANT_NOT_FOUND', { seen: JSON.stringify(tenantName) });
    if (tenant.groups.length === 0) return [];
    const counts = await hosts.get(tenant.id).store.clients.countByGroup();
    return tenant.groups.map((group) => ({ ...viewGroup(group), clients: counts.get(group.name) ?? 0 }));
  }

  /**
   * Makes it, or changes what of it is given.
   * @throws TENANT_NOT_FOUND, GROUP_NAME_INVALID, GROUPS_TOO_MANY, ACTIVE_WINDOW_TOO_SHORT, CHANGE_IN_PROGRESS
   */
  async set(tenantName: string, name: string, request: SetGroup): Promise<GroupView> {
    const { groups } = await this.#change(tenantName, (tenant) => {
      const found = tenant.groups.find((group) => group.name === name);
      const others = tenant.groups.filter((group) => group !== found);
      if (found === undefined) refuseOneMore(name, others);
      return { groups: [...others, completeGroup(found ?? { name }, request)].sort(byName) };
    });
    return viewGroup(getGroup({ groups }, name));
  }

  /** @throws TENANT_NOT_FOUND, GROUP_NOT_FOUND, GROUP_IN_USE, CHANGE_IN_PROGRESS */
  async remove(tenantName: string, name: string): Promise<void> {
    await this.#change(tenantName, async (tenant) => {
      const group = getGroup(tenant, name);
      await this.#refuseUsed(tenant.id, name);
      return { groups: tenant.groups.filter((other) => other !== group) };
    });
  }

  #change(tenantName: string, plan: Parameters<LiveSettings['change']>[1]): Promise<TenantRecord> {
    const { changes, settings } = this.#options;
    return changes.atRest([], () => settings.change(tenantName, plan));
  }

  async #refuseUsed(id: TenantId, name: string): Promise<void> {
    const { hosts, now } = this.#options;
    const { store } = hosts.get(id);
    const clients = (await store.clients.countByGroup()).get(name) ?? 0;
    const tokens = (await store.tokens.list()).filter(
      ({ group, usesLeft, expiresAt }) => group === name && usesLeft > 0 && expiresAt > now(),
    );
    if (clients === 0 && tokens.length === 0) return;
    throw provisioningErrors.error('GROUP_IN_USE', {
      seen: [
        ...(clients > 0 ? [`${clients} ${clients === 1 ? 'client' : 'clients'}`] : []),
        ...tokens.map((token) => `enrollment token ${token.id}`),
      ].join(', '),
      expected: 'none',
    });
  }
}

/** @throws GROUP_NOT_FOUND */
export function getGroup({ groups }: Pick<TenantRecord, 'groups'>, name: string): ClientGroup {
  const group = groups.find((one) => one.name === name);
  if (group !== undefined) return group;
  throw provisioningErrors.error('GROUP_NOT_FOUND', { seen: JSON.stringify(name) });
}

export function viewGroup(group: ClientGroup): GroupView {
  const { name, pollingIntervalSeconds, inventoryIntervalSeconds, activeWindowMs } = group;
  return {
    name,
    pollingIntervalSeconds: pollingIntervalSeconds ?? null,
    inventoryIntervalSeconds: inventoryIntervalSeconds ?? null,
    activeWindowSeconds: activeWindowMs === undefined ? null : activeWindowMs / 1000,
  };
}

function completeGroup(current: ClientGroup, request: SetGroup): ClientGroup {
  const { pollingIntervalSeconds, inventoryIntervalSeconds, activeWindowSeconds } = {
    ...viewGroup(current),
    ...request,
  };
  return {
    name: current.name,
    ...(pollingIntervalSeconds !== null && { pollingIntervalSeconds }),
    ...(inventoryIntervalSeconds !== null && { inventoryIntervalSeconds }),
    ...(activeWindowSeconds !== null && { activeWindowMs: activeWindowSeconds * 1000 }),
  };
}

function refuseOneMore(name: string, others: readonly ClientGroup[]): void {
  if (!GROUP_NAME.test(name))
    throw provisioningErrors.error('GROUP_NAME_INVALID', {
      seen: JSON.stringify(name),
      expected: 'a-z, 0-9 and -, at most 63',
    });
  if (others.length >= MAX_GROUPS)
    throw provisioningErrors.error('GROUPS_TOO_MANY', {
      seen: `${others.length} groups`,
      expected: `at most ${MAX_GROUPS}`,
    });
}

function byName(a: ClientGroup, b: ClientGroup): number {
  return a.name < b.name ? -1 : 1;
}
