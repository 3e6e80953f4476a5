import { randomUUIDv7 } from 'node:crypto';
import { asId, type ClientId, isUuid } from '@causeway/contract';
import type { ActionPage, ActionView, AskClient, DiagnosticsView } from '@causeway/contract/admin';
import { type ClientAction, MAX_ACTIONS } from '@causeway/contract/client-messages';
import type { ActionRecord, ClientRecord } from '@causeway/endpoint';
import { inventoryErrors } from '@causeway/inventory';
import { provisioningErrors } from '../errors.ts';
import type { ClientsDesk } from './clients-desk.ts';
import type { TenantHost } from './tenant-host.ts';

/** Actions of one page. */
const PAGE = 500;

/** What clients of one tenant were asked to do, and what became of it. */
export class ActionsDesk {
  readonly #host: TenantHost;
  readonly #clients: ClientsDesk;
  readonly #now: () => number;

  constructor(host: TenantHost, clients: ClientsDesk, now: () => number) {
    this.#host = host;
    this.#clients = clients;
    this.#now = now;
  }

  /** Done at its next poll. @throws CLIENT_NOT_FOUND, CLIENT_AMBIGUOUS, CLIENT_TAKES_NO_ACTIONS, ACTIONS_TOO_MANY, REQUEST_INVALID */
  async ask(nameOrId: string, request: AskClient, by: string): Promise<ActionView> {
    const client = await this.#clients.get(nameOrId);
    const action = actionOf(request);
    refuseDeaf(client);
    await this.#refuseOneMore(client);
    const record: ActionRecord = {
      ...{ id: action.id, clientId: client.id, action, by, at: this.#now() },
      ...{ state: 'waiting', doneAt: null, message: null },
    };
    if (!(await this.#host.store.actions.add(record))) throw takesNone(client);
    this.#host.endpoint.forget(client.id);
    return viewAction(record, client.name);
  }

  /** Of one client, or of all. @throws CLIENT_NOT_FOUND, CLIENT_AMBIGUOUS, CURSOR_INVALID */
  async list(nameOrId: string | undefined, after: string | undefined): Promise<ActionPage> {
    if (after !== undefined && !isUuid(after))
      throw inventoryErrors.error('CURSOR_INVALID', {
        seen: JSON.stringify(after.slice(0, 100)),
        expected: 'what a page gave as `next`',
      });
    const client = nameOrId === undefined ? undefined : await this.#clients.get(nameOrId);
    // What clients reported lately is written in batches.
    await this.#host.endpoint.flush();
    const { actions, clients } = this.#host.store;
    const found = await actions.list({ limit: PAGE, clientId: client?.id, after });
    const ids = [...new Set(found.map(({ clientId }) => clientId))];
    const names = new Map((await clients.findMany(ids)).map(({ id, name }) => [id, name]));
    const last = found.at(-1);
    return {
      actions: found.map((record) => viewAction(record, names.get(record.clientId) ?? null)),
      ...(last !== undefined && found.length === PAGE && { next: last.id }),
    };
  }

  /** Takes back one that waits: a client that has it already does it all the same. @throws ACTION_NOT_FOUND */
  async withdraw(id: string): Promise<ActionView> {
    const record = await this.#host.store.actions.remove(id);
    if (record === undefined)
      throw provisioningErrors.error('ACTION_NOT_FOUND', { seen: JSON.stringify(id) });
    this.#host.endpoint.forget(record.clientId);
    const client = await this.#host.store.clients.find(record.clientId);
    return viewAction(record, client?.name ?? null);
  }

  /** @throws CLIENT_NOT_FOUND, CLIENT_AMBIGUOUS, DIAGNOSTICS_NOT_FOUND */
  async diagnostics(nameOrId: string): Promise<DiagnosticsView> {
    const { id, name } = await this.#clients.get(nameOrId);
    const found = await this.#host.store.diagnostics.find(id);
    if (found === undefined) throw provisioningErrors.error('DIAGNOSTICS_NOT_FOUND', { seen: name });
    return { client: { id, name }, receivedAt: found.receivedAt, document: JSON.parse(found.document) };
  }

  async #refuseOneMore({ id, name }: ClientRecord): Promise<void> {
    const waiting = (await this.#host.store.actions.waiting([id])).get(asId<ClientId>(id)) ?? [];
    if (waiting.length < MAX_ACTIONS) return;
    throw provisioningErrors.error('ACTIONS_TOO_MANY', {
      seen: `${waiting.length} actions that wait for ${name}`,
      expected: `at most ${MAX_ACTIONS}`,
    });
  }
}

/** @throws REQUEST_INVALID */
function actionOf({ kind, full }: AskClient): ClientAction {
  const id = randomUUIDv7();
  if (kind === 'inventory') return { id, kind, full: full ?? false };
  if (full === undefined) return { id, kind };
  throw provisioningErrors.error('REQUEST_INVALID', {
    seen: `body/full of ${kind}`,
    expected: 'full with `inventory` alone',
  });
}

function refuseDeaf(client: ClientRecord): void {
  if (client.kind !== 'native' || client.standing !== 'enrolled') throw takesNone(client);
}

function takesNone({ name, kind, standing }: ClientRecord): Error {
  return provisioningErrors.error('CLIENT_TAKES_NO_ACTIONS', {
    seen: standing === 'retired' ? `${name} is retired` : `${name} is ${kind}`,
    expected: 'a native client that is enrolled',
  });
}

function viewAction({ clientId, action, ...record }: ActionRecord, name: string | null): ActionView {
  const { id, by, at, state, doneAt, message } = record;
  return {
    ...{ id, client: { id: clientId, name }, kind: action.kind, by, at, state, doneAt, message },
    ...(action.kind === 'inventory' && { full: action.full }),
    ...(action.kind === 'join-group' && { group: action.group }),
  };
}
