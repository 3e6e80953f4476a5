import type { ClientId } from '@causeway/contract';
import { type ActionReport, type ClientAction, MAX_ACTIONS } from '@causeway/contract/client-messages';
import type { ActionRecord, EndpointStore } from '../endpoint-store.ts';

type Actions = EndpointStore['actions'];

/** The actions of the clients of a MemoryEndpointStore. Whose they may be is for the store to know. */
export class MemoryActions {
  /** In the order in which they were asked. */
  readonly #all = new Map<string, ActionRecord>();

  put(action: ActionRecord): void {
    if (this.#all.has(action.id)) throw new Error(`There is an action ${action.id} already.`);
    this.#all.set(action.id, action);
  }

  /** In place of a `join-group` that still waits. */
  putJoin(action: ActionRecord): void {
    const isReplaced = ({ clientId, state, action: { kind } }: ActionRecord) =>
      clientId === action.clientId && state === 'waiting' && kind === 'join-group';
    for (const before of [...this.#all.values()].filter(isReplaced)) this.#all.delete(before.id);
    this.put(action);
  }

  waiting(clientId: ClientId): readonly ClientAction[] {
    const all = [...this.#all.values()];
    const waiting = all.filter((one) => one.clientId === clientId && one.state === 'waiting');
    return waiting.slice(0, MAX_ACTIONS).map(({ action }) => action);
  }

  list({ clientId, limit, after }: Parameters<Actions['list']>[0]): ActionRecord[] {
    const all = [...this.#all.values()];
    const end = after === undefined ? all.length : placeOf(all, after);
    const asked = all.slice(0, end).filter((one) => clientId === undefined || one.clientId === clientId);
    return asked.reverse().slice(0, limit);
  }

  remove(id: string): ActionRecord | undefined {
    const action = this.#all.get(id);
    if (action?.state !== 'waiting') return undefined;
    this.#all.delete(id);
    return action;
  }

  /** @returns the action as it was; undefined when it is not one of this client that waits */
  finish(clientId: ClientId, { id, outcome, message }: ActionReport, at: number): ActionRecord | undefined {
    const action = this.#all.get(id);
    if (action?.clientId !== clientId || action.state !== 'waiting') return undefined;
    this.#all.set(id, { ...action, state: outcome, doneAt: at, message: message ?? null });
    return action;
  }
}

/** Of one that was taken back meanwhile, about where it was. */
function placeOf(all: readonly ActionRecord[], id: string): number {
  const place = all.findIndex((one) => one.id === id);
  if (place !== -1) return place;
  const later = all.findIndex((one) => one.id > id);
  return later === -1 ? all.length : later;
}
