import type { CertificateStore } from '@causeway/certificates';
import type { ChangeJournal, ChangeRecord } from '@causeway/changes';
import type { Notice, NoticeSource } from '../notices/notice.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { describeFailedChange } from './describe-failed-change.ts';
import { isStopped } from './plan-renewals.ts';
import { SYSTEM } from './renewals.ts';

/** What of provisioning's store is looked at. */
export interface FailedChangesStore {
  readonly changes: Pick<ChangeJournal, 'newestOf'>;
  readonly tenants: Pick<ProvisioningStore['tenants'], 'list'>;
  readonly certificates: Pick<CertificateStore, 'listPublic'>;
}

/** Changes that ended where nobody may look: stuck half-way, or begun by the server itself and in vain. */
export class FailedChanges implements NoticeSource {
  readonly #store: FailedChangesStore;

  constructor(store: FailedChangesStore) {
    this.#store = store;
  }

  /** Of each tenant the last change alone: whoever has begun another one knows. */
  async due(): Promise<Notice[]> {
    const { changes, tenants, certificates } = this.#store;
    const all = await tenants.list();
    const failed = (await changes.newestOf(all.map(({ id }) => id))).filter(isNews);
    if (failed.length === 0) return [];
    const names = {
      tenants: new Map(all.map(({ id, name }) => [id, name])),
      certificates: new Map((await certificates.listPublic()).map(({ id, name }) => [id, name])),
    };
    return failed.map((change) => describeFailedChange(change, names));
  }
}

/** What an admin began or stopped is told to that admin at once. */
function isNews(change: ChangeRecord): boolean {
  const { state, requestedBy } = change;
  return state === 'stuck' || (state === 'undone' && requestedBy === SYSTEM && !isStopped(change));
}
