import type { ChangeId, TenantId } from '@causeway/contract';
import { isOver } from '../engine/change-states.ts';
import { changeErrors } from '../errors.ts';
import type { ChangeJournal, ChangeRecord } from '../journal.ts';

/** A journal in memory that keeps what a disk would keep: copies through JSON. */
export class MemoryJournal implements ChangeJournal {
  readonly #changes = new Map<ChangeId, string>();

  async create(change: ChangeRecord): Promise<void> {
    if (this.#all().some((one) => one.id !== change.id && isAboutSame(one, change) && !isOver(one.state))) {
      throw changeErrors.error('CHANGE_IN_PROGRESS');
    }
    await this.save(change);
  }

  async save(change: ChangeRecord): Promise<void> {
    this.#changes.set(change.id, JSON.stringify(change));
  }

  async find(id: ChangeId): Promise<ChangeRecord | undefined> {
    return this.#all().find((change) => change.id === id);
  }

  async list({
    tenantId,
    state,
    before,
    limit,
  }: Parameters<ChangeJournal['list']>[0]): Promise<ChangeRecord[]> {
    const newest = this.#all().reverse();
    const start = before === undefined ? 0 : newest.findIndex(({ id }) => id === before.id) + 1;
    const wanted = newest
      .slice(start)
      .filter((change) => tenantId === undefined || change.tenantIds.includes(tenantId))
      .filter((change) => state === undefined || change.state === state);
    return wanted.slice(0, limit);
  }

  async newestOf(tenantIds: readonly TenantId[]): Promise<ChangeRecord[]> {
    const all = this.#all().reverse();
    const newest = tenantIds.map((id) => all.find((change) => change.tenantIds.includes(id)));
    return all.filter((change) => newest.includes(change));
  }

  async unfinished(): Promise<ChangeRecord[]> {
    return this.#all().filter(({ state }) => !isOver(state));
  }

  #all(): ChangeRecord[] {
    return [...this.#changes.values()].map((text): ChangeRecord => JSON.parse(text));
  }
}

function isAboutSame(a: ChangeRecord, b: ChangeRecord): boolean {
  return a.tenantIds.some((id) => b.tenantIds.includes(id));
}
