import type { Address } from '@causeway/contract';
import { type ClientState, readConfig } from './client-state.ts';
import type { ClientPorts } from './ports.ts';
import { bestRoad } from './roads.ts';
import { ConfigFetcher } from './round/config-fetcher.ts';
import { Dialer } from './round/dialer.ts';
import { InventoryUploader } from './round/inventory-uploader.ts';
import { Notebook } from './round/notebook.ts';
import { Poller } from './round/poller.ts';
import { Prover } from './round/prover.ts';
import { Rehearser } from './round/rehearser.ts';

/**
 * One round of a client: poll, fetch, verify, prove, adopt, upload, rehearse. Each begins at its own endpoint server, and
 * goes on to the others only as far as that one does not answer; so it returns as soon as that one does.
 */
export class ClientRound {
  readonly #notebook: Notebook;
  readonly #poller: Poller;
  readonly #fetcher: ConfigFetcher;
  readonly #prover: Prover;
  readonly #rehearser: Rehearser;
  readonly #uploader: InventoryUploader;

  constructor(ports: ClientPorts, state: ClientState, signal: AbortSignal | undefined) {
    this.#notebook = new Notebook(ports, state);
    const dialer = new Dialer(ports, this.#notebook, signal);
    this.#poller = new Poller(dialer, this.#notebook, ports.version);
    this.#fetcher = new ConfigFetcher(dialer, this.#notebook);
    this.#prover = new Prover(dialer, this.#notebook);
    this.#rehearser = new Rehearser(dialer, this.#notebook);
    this.#uploader = new InventoryUploader(dialer, this.#notebook, ports);
  }

  /** What is known by now; not all of it is kept before the round is over. */
  get state(): ClientState {
    return this.#notebook.state;
  }

  /** What happened, for a person. */
  get news(): readonly string[] {
    return this.#notebook.news;
  }

  /** @returns the address that a poll got through at last; undefined when none did. @throws LeftAlone */
  async run(): Promise<Address | undefined> {
    const polled = await this.#poller.pollAnywhere();
    if (polled === undefined || polled.isNewer || this.state.current === null)
      await this.#fetcher.fetchAnywhere(polled?.road);
    const candidate = readConfig(this.state.candidate);
    if (candidate === undefined) await this.#prover.proveOwnAgain();
    else await this.#prover.adopt(candidate);
    const at = await this.#settle(polled?.road.address);
    if (at !== undefined) await this.#uploader.uploadWhenDue(at);
    // Last, because others may be slow to fail.
    await this.#prover.proveOthers();
    await this.#rehearser.rehearseWhatIsDue();
    return at;
  }

  /** Ends with the best address: polls there when the poll before was elsewhere, or nowhere. */
  async #settle(polledAt: Address | undefined): Promise<Address | undefined> {
    const best = bestRoad(this.state);
    if (best === undefined || best.address === polledAt) return polledAt;
    const polled = await this.#poller.poll(best);
    return polled?.road.address ?? polledAt;
  }
}
