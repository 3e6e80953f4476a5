import type { Address } from '@causeway/contract';
import { type ClientState, readConfig } from './client-state.ts';
import type { ClientPorts } from './ports.ts';
import { bestRoad } from './roads.ts';
import { ActionTaker } from './round/action-taker.ts';
import { ConfigFetcher } from './round/config-fetcher.ts';
import { Dialer } from './round/dialer.ts';
import { InventoryUploader } from './round/inventory-uploader.ts';
import { Notebook } from './round/notebook.ts';
import { type Polled, Poller } from './round/poller.ts';
import { Prover } from './round/prover.ts';
import { Rehearser } from './round/rehearser.ts';

/** Whether a first inventory goes at once, or with the next round: see `Client.poll`. */
export type FirstInventory = 'now' | 'next-round';

/**
 * One round of a client: poll, fetch, verify, prove, adopt, do what is asked, upload, rehearse. Each begins at its own endpoint server, and
 * goes on to the others only as far as that one does not answer; so it returns as soon as that one does.
 */
export class ClientRound {
  readonly #notebook: Notebook;
  readonly #poller: Poller;
  readonly #fetcher: ConfigFetcher;
  readonly #prover: Prover;
  readonly #rehearser: Rehearser;
  readonly #uploader: InventoryUploader;
  readonly #actions: ActionTaker;

  constructor(ports: ClientPorts, state: ClientState, signal: AbortSignal | undefined) {
    this.#notebook = new Notebook(ports, state);
    const dialer = new Dialer(ports, this.#notebook, signal);
    this.#poller = new Poller(dialer, this.#notebook, ports.version);
    this.#fetcher = new ConfigFetcher(dialer, this.#notebook);
    this.#prover = new Prover(dialer, this.#notebook);
    this.#rehearser = new Rehearser(dialer, this.#notebook);
    this.#uploader = new InventoryUploader(dialer, this.#notebook, ports, signal);
    this.#actions = new ActionTaker(dialer, this.#notebook, this.#uploader, ports);
  }

  /** What is known by now; not all of it is kept before the round is over. */
  get state(): ClientState {
    return this.#notebook.state;
  }

  /** What happened, for a person. */
  get news(): readonly string[] {
    return this.#notebook.news;
  }

  /**
   * `first` says whether the first inventory goes with this round, when it is not due by a plan yet.
   * @returns the address that a poll got through at last; undefined when none did. @throws LeftAlone
   */
  async run(first: FirstInventory): Promise<Address | undefined> {
    const polled = await this.#poller.pollAnywhere();
    if (this.#isRetired) return polled?.road.address;
    if (polled === undefined || polled.isNewer || this.state.current === null)
      await this.#fetcher.fetchAnywhere(polled?.road);
    const candidate = readConfig(this.state.candidate);
    if (candidate === undefined) await this.#prover.proveOwnAgain();
    else await this.#prover.adopt(candidate);
    const settled = await this.#settle(polled);
    if (settled !== undefined) await this.#actions.take(settled.actions, settled.road);
    if (settled !== undefined && this.state.retiring !== null) await this.#poller.poll(settled.road);
    if (this.#isRetired) return settled?.road.address;
    if (settled !== undefined && this.#mayUpload(first))
      await this.#uploader.uploadWhenDue(settled.road.address);
    // Last, because others may be slow to fail.
    await this.#prover.proveOthers();
    await this.#rehearser.rehearseWhatIsDue();
    return settled?.road.address;
  }

  get #isRetired(): boolean {
    return this.state.retiredAt !== null;
  }

  #mayUpload(first: FirstInventory): boolean {
    return first === 'now' || this.state.pace !== null;
  }

  /** Ends with the best address: polls there when the poll before was elsewhere, or nowhere. */
  async #settle(polled: Polled | undefined): Promise<Polled | undefined> {
    const best = bestRoad(this.state);
    if (best === undefined || best.address === polled?.road.address) return polled;
    return (await this.#poller.poll(best)) ?? polled;
  }
}
