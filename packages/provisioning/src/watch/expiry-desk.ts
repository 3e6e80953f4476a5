import type { ExpiryView } from '@causeway/contract/admin';
import { loadConsoleState } from '../console/console-record.ts';
import type { Notice, NoticeSource } from '../notices/notice.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { namedOwnersOf } from '../tenants/site-owners.ts';
import { nextStepAt } from './notice-steps.ts';
import { planNotices, severityOf } from './plan-notices.ts';
import { listWatched, type Watched } from './watched.ts';

const DAY_MS = 86_400_000;

type WatchedStore = Pick<ProvisioningStore, 'certificates' | 'tenants' | 'endpointServers' | 'settings'>;

/** The ends of certificates and trust anchors: shown, and told in time. */
export class ExpiryDesk implements NoticeSource {
  readonly #store: WatchedStore;
  readonly #now: () => number;

  constructor(store: WatchedStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Everything that is watched, the nearest end first. */
  async watched(): Promise<Watched[]> {
    const { certificates } = this.#store;
    const watched = listWatched({
      certificates: await certificates.listPublic(),
      tenants: await namedOwnersOf(this.#store),
      console: await loadConsoleState(this.#store),
    });
    return watched.toSorted((one, other) => one.notAfter - other.notAfter);
  }

  async list(): Promise<ExpiryView[]> {
    const now = this.#now();
    return (await this.watched()).map((one) => view(one, now));
  }

  async due(now: number): Promise<Notice[]> {
    return planNotices(await this.watched(), now);
  }
}

function view(one: Watched, now: number): ExpiryView {
  const { kind, name, sha256, notAfter, users } = one;
  return {
    kind,
    name,
    sha256,
    notAfter,
    daysLeft: (notAfter - now) / DAY_MS,
    severity: severityOf(one, now),
    nextStepAt: users.length === 0 ? null : (nextStepAt(one, now) ?? null),
    users: users.map((user) => ({ ...user, addresses: [...user.addresses] })),
  };
}
