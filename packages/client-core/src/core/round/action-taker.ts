import { type ClientAction, clientPaths } from '@causeway/contract/client-messages';
import type { NativeInventory } from '@causeway/contract/inventory';
import { type ActionEnd, hasEnded, readAction, withEnded, withToldAgain } from '../actions.ts';
import { readConfig } from '../client-state.ts';
import { diagnosticsOf } from '../diagnostics.ts';
import { type ClientPorts, TransportFailure } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { isHttps, type Road } from '../road.ts';
import { mayCarryInventory } from '../roads.ts';
import type { Dialer } from './dialer.ts';
import type { InventoryUploader } from './inventory-uploader.ts';
import type { Notebook } from './notebook.ts';
import { ReEnroller } from './re-enroller.ts';

const DONE: ActionEnd = { outcome: 'done' };
/** What changes how the rest is done comes first, and what ends everything last. */
const ORDER: readonly ClientAction['kind'][] = [
  'join-group',
  'inventory',
  'diagnostics',
  're-enroll',
  'retire',
];

/**
 * Does what an endpoint server asks for on a poll, each action once. What it cannot do yet it leaves: it is handed out
 * again with the next poll. Over HTTP anybody may have asked, so nothing that is done for it there does harm.
 */
export class ActionTaker {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;
  readonly #uploader: InventoryUploader;
  readonly #reEnroller: ReEnroller;
  readonly #ports: Pick<ClientPorts, 'version' | 'describePlatform' | 'collectInventory'>;
  #sent: NativeInventory['kind'] | undefined;

  constructor(dialer: Dialer, notebook: Notebook, uploader: InventoryUploader, ports: ClientPorts) {
    this.#dialer = dialer;
    this.#notebook = notebook;
    this.#uploader = uploader;
    this.#reEnroller = new ReEnroller(dialer, notebook, ports.makeKey);
    this.#ports = ports;
  }

  /** What came with the poll that got through on this road. */
  async take(offered: readonly unknown[], road: Road): Promise<void> {
    const known = offered.flatMap((one) => readAction(one) ?? []);
    for (const action of known.toSorted((one, other) => rankOf(one) - rankOf(other))) {
      if (hasEnded(this.#notebook.state, action))
        this.#notebook.note(withToldAgain(this.#notebook.state, action));
      else await this.#takeOne(action, road);
    }
  }

  async #takeOne(action: ClientAction, road: Road): Promise<void> {
    const end = await this.#do(action, road).catch(endOf);
    if (end === undefined) return;
    await this.#notebook.keep(withEnded(this.#notebook.state, action, end, this.#notebook.now));
    const why = end.message === undefined ? '' : `: ${end.message}`;
    this.#notebook.news.push(`action ${action.kind} ${end.outcome}${why}`);
  }

  /** Undefined when it is to be tried again. @throws TransportFailure */
  async #do(action: ClientAction, road: Road): Promise<ActionEnd | undefined> {
    switch (action.kind) {
      case 'join-group':
        this.#notebook.note({ ...this.#notebook.state, group: action.group });
        return DONE;
      case 'inventory':
        return this.#sendInventory(action.full ? 'full' : 'difference', road);
      case 'diagnostics':
        return this.#sendDiagnostics(road);
      case 're-enroll':
        return this.#reEnroll(action.id, road);
      case 'retire':
        return this.#retire(action.id, road);
    }
  }

  /** Two that come together are one upload, the whole one if either asks for it. */
  async #sendInventory(extent: NativeInventory['kind'], road: Road): Promise<ActionEnd | undefined> {
    if (this.#ports.collectInventory === undefined) return failed('this client has no inventory');
    if (this.#sent === 'full' || this.#sent === extent) return DONE;
    const delivery = await this.#uploader.uploadNow(road.address, extent);
    if (delivery.kind === 'not-here') return undefined;
    if (delivery.kind === 'failed') throw delivery.failure;
    this.#sent = extent;
    return DONE;
  }

  /** As private as an inventory: rule 10 of the design holds for it too. */
  async #sendDiagnostics(road: Road): Promise<ActionEnd | undefined> {
    const { state, now } = this.#notebook;
    const config = readConfig(state.current);
    if (config !== undefined && !mayCarryInventory(road, config, state)) return undefined;
    const platform = this.#ports.describePlatform?.() ?? {};
    const said = diagnosticsOf(state, { version: this.#ports.version, at: now, platform });
    await this.#dialer.dial(road, {
      ...{ method: 'POST', path: clientPaths.diagnostics, body: JSON.stringify(said) },
      isAnswer: ({ status }) => status === 204,
    });
    return DONE;
  }

  async #reEnroll(id: string, road: Road): Promise<ActionEnd> {
    if (!this.#reEnroller.mayReEnroll(road))
      return failed('too many keys that no server has confirmed over HTTPS');
    await this.#reEnroller.reEnroll(road, id);
    return DONE;
  }

  /**
   * Over HTTP it says so and stays: a server that means it refuses it from then on, and it asks once an hour. Otherwise
   * anybody on the way could take a fleet away for good.
   */
  async #retire(id: string, road: Road): Promise<ActionEnd> {
    if (!isHttps(road.address))
      return {
        ...DONE,
        message: 'asked over HTTP, where it could be anybody: it goes on asking once an hour',
      };
    this.#notebook.note({ ...this.#notebook.state, retiring: id });
    return DONE;
  }
}

/** A whole inventory before a difference, which it contains. */
function rankOf(action: ClientAction): number {
  const isFull = action.kind === 'inventory' && action.full;
  return ORDER.indexOf(action.kind) - (isFull ? 0.5 : 0);
}

function failed(message: string): ActionEnd {
  return { outcome: 'failed', message };
}

/** What an endpoint server refuses stays refused; what did not get through may yet. */
function endOf(error: unknown): ActionEnd | undefined {
  if (!(error instanceof TransportFailure)) throw error;
  if (error.code === 'INVENTORY_NOT_COLLECTED') return failed(`${error.code}: ${error.message}`);
  if (!(error instanceof Refusal) || error.document === undefined || error.isBusy) return undefined;
  const isLasting = error.status >= 400 && error.status < 500 && error.status !== 429;
  return isLasting ? failed(`${error.code}: ${error.message}`) : undefined;
}
