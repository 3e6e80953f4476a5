import type { ConfigFile, ConfiguredServer } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { clientPaths } from '@causeway/contract/client-messages';
import { readConfig, wayOf } from '../client-state.ts';
import type { SignedMessage } from '../exchange.ts';
import { frequenciesOf } from '../frequencies.ts';
import { withOwnServer } from '../own-server.ts';
import { roadsTo, serversOf } from '../roads.ts';
import { configRequest, type Dialer } from './dialer.ts';
import { isKeptProven } from './is-kept-proven.ts';
import { isDueAtOther, isDueAtOwn } from './is-way-due.ts';
import type { Notebook } from './notebook.ts';

/**
 * Other endpoint servers at which a client keeps its evidence fresh, in the order of the file: enough to have somewhere
 * to go when its own is down; a tenant of a hundred must not be polled by every client a hundred times.
 */
export const MOST_OTHERS_PROVEN = 3;
/** A server that drops what comes takes the patience of a whole dial at each address: the next ones wait for the next round. */
const MOST_OTHERS_FAILED = 3;

const PROOF: SignedMessage = {
  ...{ method: 'POST', path: clientPaths.prove, body: '{}' },
  isAnswer: ({ status }) => status === 204,
};

/** Arrives at addresses to show that it can, and makes a candidate the file in use. */
export class Prover {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;

  constructor(dialer: Dialer, notebook: Notebook) {
    this.#dialer = dialer;
    this.#notebook = notebook;
  }

  /**
   * Proves every address of its own endpoint server in the candidate, and those of the others as long as none can carry
   * everything; makes it the file in use as soon as one can. @throws LeftAlone
   */
  async adopt(candidate: ConfigFile): Promise<void> {
    const startedAt = this.#notebook.now;
    const proven: Address[] = [];
    for (const server of serversOf(candidate, this.#notebook.state)) {
      proven.push(...(await this.#proveServer(server, candidate)));
      // Asked again after the proofs: an HTTPS proven just now leaves HTTP to config.ini.
      const isUsable = roadsTo(server, candidate, this.#notebook.state).some(
        ({ address, use }) => use === 'everything' && proven.includes(address),
      );
      if (isUsable) return this.#apply(candidate, proven, startedAt);
    }
    this.#notebook.news.push(
      `revision ${candidate.revision} is not usable yet; the last good one stays in use`,
    );
  }

  /** Shows the evidence that grows old, at every address of its own server, and tries again what failed. @throws LeftAlone */
  async proveOwnAgain(): Promise<void> {
    const config = readConfig(this.#notebook.state.current);
    const [own] = config === undefined ? [] : serversOf(config, this.#notebook.state);
    if (config === undefined || own === undefined) return;
    const frequencies = frequenciesOf(config, this.#notebook.state.group);
    for (const { address } of roadsTo(own, config, this.#notebook.state)) {
      const way = wayOf(this.#notebook.state, address);
      if (isDueAtOwn(way, frequencies, this.#notebook.now)) await this.#proveOnce(address, own, config);
    }
  }

  /** Shows itself at the others of the file in use, until enough of them have seen it lately. */
  async proveOthers(): Promise<void> {
    const config = readConfig(this.#notebook.state.current);
    if (config === undefined) return;
    const [, ...others] = serversOf(config, this.#notebook.state);
    let [proven, failed] = [0, 0];
    for (const server of others) {
      if (proven === MOST_OTHERS_PROVEN || failed === MOST_OTHERS_FAILED) return;
      const isTried = await this.#proveOther(server, config);
      if (isKeptProven(server, config, this.#notebook.state, this.#notebook.now)) proven++;
      else if (isTried) failed++;
    }
  }

  /** @returns whether there was anything to try. */
  async #proveOther(server: ConfiguredServer, config: ConfigFile): Promise<boolean> {
    let isTried = false;
    for (const { address } of roadsTo(server, config, this.#notebook.state)) {
      const { state, now } = this.#notebook;
      if (!isDueAtOther(wayOf(state, address), frequenciesOf(config, state.group), now, state.adoptedAt))
        continue;
      await this.#proveOnce(address, server, config);
      isTried = true;
    }
    return isTried;
  }

  /** Unless this round has been there. */
  async #proveOnce(address: Address, server: ConfiguredServer, config: ConfigFile): Promise<void> {
    if (!this.#dialer.hasDialed(address)) await this.#prove(address, server, config);
  }

  /** @returns what was proven. */
  async #proveServer(server: ConfiguredServer, config: ConfigFile): Promise<Address[]> {
    const proven: Address[] = [];
    for (const { address } of roadsTo(server, config, this.#notebook.state))
      if (await this.#prove(address, server, config)) proven.push(address);
    return proven;
  }

  /** Arrives at an address in the way that is allowed there by what is proven by now. @throws LeftAlone by its own server */
  async #prove(address: Address, server: ConfiguredServer, config: ConfigFile): Promise<boolean> {
    const { state } = this.#notebook;
    const road = roadsTo(server, config, state).find((one) => one.address === address);
    if (road === undefined) return false;
    const message = road.use === 'config' ? configRequest(clientPaths.config, state.etag) : PROOF;
    const isOwn = serversOf(config, state)[0] === server;
    const answer = isOwn
      ? await this.#dialer.send(road, message)
      : await this.#dialer.sendAsGuest(road, message);
    return answer !== undefined;
  }

  async #apply({ revision }: ConfigFile, proven: readonly Address[], adoptedAt: number): Promise<void> {
    const { state } = this.#notebook;
    const lastGood = state.current ?? state.lastGood;
    const applied = { ...state, current: state.candidate, candidate: null, lastGood, adoptedAt };
    await this.#notebook.keep(withOwnServer(applied));
    this.#notebook.news.push(`applied revision ${revision}; proven ${proven.join(', ')}`);
  }
}
