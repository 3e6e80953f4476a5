import { isDeepStrictEqual } from 'node:util';
import { changeErrors } from '@causeway/changes';
import {
  type EndpointServerId,
  isSameListener,
  type Listener,
  listenersOf,
  type Site,
} from '@causeway/contract';
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

interface Try {
  readonly at: number;
  readonly inForce: Site;
}

/** Endpoint servers that a change went on without, brought along when they are back: each by changes of its own. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #tried = new Map<EndpointServerId, Try>();

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** Called often. What does not work is logged and tried again. */
  async keepUp(): Promise<void> {
    const { store, now } = this.#options;
    for (const server of await store.endpointServers.list()) {
      if (!isBehind(server)) this.#tried.delete(server.id);
      else if (isBack(server, now()) && this.#isRested(server)) await this.#attempt(server);
    }
  }

  /** A step that worked is followed by the next one at once. */
  #isRested({ id, inForce }: EndpointServerRecord): boolean {
    const tried = this.#tried.get(id);
    if (tried === undefined || !isDeepStrictEqual(tried.inForce, inForce)) return true;
    return Math.abs(this.#options.now() - tried.at) >= REST_MS;
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
      this.#tried.set(server.id, { at: now(), inForce: server.inForce });
    } catch (err) {
      // The change that it waits for may last as long as a crossing.
      if (changeErrors.is(err, 'CHANGE_IN_PROGRESS')) return;
      this.#tried.set(server.id, { at: now(), inForce: server.inForce });
      log.error(
        { err, endpointServer: server.name },
        'an endpoint server could not catch up; trying again soon',
      );
    }
  }
}

/** Heard of lately, and after it was found to lag: until then the reason for that stands. */
function isBack(server: EndpointServerRecord, now: number): boolean {
  const { lag, report } = server;
  return !isAway(server, now) && (lag === null || (report !== null && report.at > lag.since));
}

/** Something else is wanted of it than it reached, or than it serves. */
export function isBehind({ state, local, saved, inForce, lag, serving }: EndpointServerRecord): boolean {
  if (state !== 'authorized' || local?.outcome === 'seen') return false;
  return lag !== null || !isDeepStrictEqual(saved, inForce) || !isServed(saved, serving);
}

function isServed(site: Site, serving: readonly Listener[]): boolean {
  const wanted = listenersOf(site);
  return (
    wanted.length === serving.length &&
    wanted.every((one) => serving.some((other) => isSameListener(one, other)))
  );
}
