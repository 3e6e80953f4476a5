import { isDeepStrictEqual } from 'node:util';
import { changeErrors } from '@causeway/changes';
import type { EndpointServerId } from '@causeway/contract';
import type { EndpointServerRecord, ProvisioningStore } from '../provisioning-store.ts';
import { nextSite } from '../tenants/followers.ts';
import type { SiteChanges } from '../tenants/site-changes.ts';
import { isAway } from './offers.ts';

export interface CatchUpOptions {
  readonly store: Pick<ProvisioningStore, 'endpointServers' | 'tenants'>;
  readonly changes: Pick<SiteChanges, 'start'>;
  readonly now: () => number;
  readonly log: { error(detail: object, message: string): void };
}

/** After what did not work: time for whoever mends it, and for the journal to stay readable. */
const REST_MS = 300_000;

/** Endpoint servers that a change went on without, brought along when they are back: each by changes of its own. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #triedAt = new Map<EndpointServerId, number>();

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** Called often. What does not work is logged and tried again. */
  async keepUp(): Promise<void> {
    const { store, now } = this.#options;
    for (const server of await store.endpointServers.list()) {
      if (!isBehind(server)) this.#triedAt.delete(server.id);
      else if (!isAway(server, now()) && this.#isRested(server.id)) await this.#attempt(server);
    }
  }

  #isRested(id: EndpointServerId): boolean {
    const triedAt = this.#triedAt.get(id);
    return triedAt === undefined || Math.abs(this.#options.now() - triedAt) >= REST_MS;
  }

  async #attempt(server: EndpointServerRecord): Promise<void> {
    const { store, changes, now, log } = this.#options;
    const tenant = await store.tenants.find(server.tenantId);
    if (tenant === undefined) return;
    const desired = nextSite(server);
    const wanted = [{ tenant, server, desired, catchesUp: true as const }];
    const request = { wanted, dryRun: false, when: 'when-lawful', requestedBy: 'system' } as const;
    try {
      await changes.start(request);
      // A step that worked is followed by the next one at once.
      if (isDeepStrictEqual(desired, server.saved)) this.#triedAt.set(server.id, now());
    } catch (err) {
      // The change that it waits for may last as long as a crossing.
      if (changeErrors.is(err, 'CHANGE_IN_PROGRESS')) return;
      this.#triedAt.set(server.id, now());
      log.error(
        { err, endpointServer: server.name },
        'an endpoint server could not catch up; trying again soon',
      );
    }
  }
}

/** Something else is wanted of it than it reached. */
export function isBehind({ state, local, saved, inForce, lag }: EndpointServerRecord): boolean {
  if (state !== 'authorized' || local?.outcome === 'seen') return false;
  return lag !== null || !isDeepStrictEqual(saved, inForce);
}
