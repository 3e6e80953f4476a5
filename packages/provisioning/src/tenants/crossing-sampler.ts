import type { TenantId } from '@causeway/contract';
import { isAnythingTaken, startVerdict } from '@causeway/reachability';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { UpkeepPart } from '../upkeep.ts';
import type { OpenCrossing } from './crossing.ts';
import { digestOf, thinnedOut } from './crossing-sample.ts';
import type { CrossingsDesk } from './crossings-desk.ts';
import { policyOf } from './frequencies.ts';
import { asLawSees } from './served-sites.ts';
import type { TenantHosts } from './tenant-hosts.ts';

const MINUTE_MS = 60_000;
/** A walk through the fleet takes at most a twentieth of the time, however large the fleet is. */
const RESTS_A_WALK = 20;

export interface CrossingSamplerOptions {
  readonly store: Pick<ProvisioningStore, 'tenants' | 'endpointServers' | 'changes' | 'crossings'>;
  readonly hosts: Pick<TenantHosts, 'find'>;
  readonly crossings: Pick<CrossingsDesk, 'open'>;
  readonly now: () => number;
  readonly log: { error(detail: object, message: string): void };
}

/** Remembers what the crossings have come to: once a minute at most, and only while there are any. */
export class CrossingSampler implements UpkeepPart {
  readonly #options: CrossingSamplerOptions;
  readonly #abort = new AbortController();
  /** By tenant: not before that. */
  readonly #nextAt = new Map<TenantId, number>();

  constructor(options: CrossingSamplerOptions) {
    this.#options = options;
  }

  async keepUp(): Promise<void> {
    const { store, hosts, now, log } = this.#options;
    const maybe = await this.#maybeCrossing();
    const remembered = new Set((await store.crossings.newest()).map(({ tenantId }) => tenantId));
    for (const tenant of await store.tenants.list()) {
      if (this.#abort.signal.aborted) return;
      try {
        if (!maybe(tenant)) await this.#forget(tenant.id, remembered.has(tenant.id));
        else if (hosts.find(tenant.id) !== undefined && now() >= (this.#nextAt.get(tenant.id) ?? 0))
          await this.#look(tenant);
      } catch (err) {
        log.error(
          { tenant: tenant.name, err },
          'what a crossing has come to was not noted; trying again soon',
        );
      }
    }
  }

  /** The walk that is under way ends without a sample. */
  stop(): void {
    this.#abort.abort();
  }

  /** Tells which tenants may be in a crossing, without opening any. */
  async #maybeCrossing(): Promise<(tenant: TenantRecord) => boolean> {
    const { changes, endpointServers } = this.#options.store;
    const onTheRoad = (await endpointServers.list()).filter(({ saved }) => saved.binding === 'http+https');
    const changing = (await changes.unfinished()).flatMap(({ tenantIds }) => tenantIds);
    const ids = new Set([...onTheRoad.map(({ tenantId }) => tenantId), ...changing]);
    return ({ id, saved }) => saved.binding === 'http+https' || ids.has(id);
  }

  async #look(tenant: TenantRecord): Promise<void> {
    const { crossings, now } = this.#options;
    const began = now();
    const crossing = await crossings.open(tenant);
    if (isAnythingTaken(crossing.change)) await this.#sample(crossing);
    else await this.#forget(tenant.id, true);
    this.#nextAt.set(tenant.id, began + Math.max(MINUTE_MS, RESTS_A_WALK * (now() - began)));
  }

  async #sample(crossing: OpenCrossing): Promise<void> {
    const { store } = this.#options;
    const { tenant, change, now: at } = crossing;
    const digest = digestOf(change);
    const samples = await store.crossings.list(tenant.id);
    // Of a former crossing, or of a clock that went ahead.
    const foreign = samples.filter((sample) => sample.crossing !== digest || sample.at > at);
    const own = samples.filter((sample) => !foreign.includes(sample));
    const counts = await this.#count(crossing);
    if (counts === undefined) return;
    const past = [...foreign.map((sample) => sample.at), ...thinnedOut(own, at)];
    await store.crossings.add({ tenantId: tenant.id, at, crossing: digest, ...counts }, past);
  }

  async #count({ tenant, host, change, now }: OpenCrossing) {
    await host.endpoint.flush();
    const verdict = startVerdict(change, policyOf(tenant), now);
    for await (const client of host.store.clients.fleet()) {
      if (this.#abort.signal.aborted) return undefined;
      verdict.consider(asLawSees(client, tenant.id));
    }
    const { proven, blocking, sleeping, waived } = verdict.verdict().counts;
    return { proven, blocking, sleeping, waived };
  }

  async #forget(id: TenantId, isRemembered: boolean): Promise<void> {
    this.#nextAt.delete(id);
    if (isRemembered) await this.#options.store.crossings.clear(id);
  }
}
