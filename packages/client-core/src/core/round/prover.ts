import type { ConfigFile } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { clientPaths } from '@causeway/contract/client-messages';
import { readConfig, wayOf } from '../client-state.ts';
import type { Road } from '../road.ts';
import { roadsOf } from '../roads.ts';
import type { Dialer } from './dialer.ts';
import { isProofDue } from './is-proof-due.ts';
import type { Notebook } from './notebook.ts';

/** Arrives at addresses to show that it can, and makes a candidate the file in use. */
export class Prover {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;

  constructor(dialer: Dialer, notebook: Notebook) {
    this.#dialer = dialer;
    this.#notebook = notebook;
  }

  /** Proves every address of the candidate; makes it the file in use when one of them can carry everything. */
  async adopt(candidate: ConfigFile): Promise<void> {
    const proven = await this.#proveAll(candidate);
    // Asked again after the proofs: an HTTPS proven just now leaves HTTP to config.ini.
    const isUsable = roadsOf(candidate, this.#notebook.state).some(
      ({ address, use }) => use === 'everything' && proven.includes(address),
    );
    if (isUsable) await this.#apply(candidate, proven);
    else
      this.#notebook.news.push(
        `revision ${candidate.revision} is not usable yet; the last good one stays in use`,
      );
  }

  /** Shows the evidence that grows old, at every address, and tries again what failed. */
  async proveAgain(): Promise<void> {
    const config = readConfig(this.#notebook.state.current);
    if (config === undefined) return;
    for (const road of roadsOf(config, this.#notebook.state)) {
      if (this.#isDue(road, config) && !this.#dialer.hasDialed(road.address)) await this.#prove(road);
    }
  }

  #isDue({ address }: Road, config: ConfigFile): boolean {
    const { provenAt, failure } = wayOf(this.#notebook.state, address);
    return provenAt === null || failure !== null || isProofDue(config, provenAt, this.#notebook.now);
  }

  /** @returns what was proven. */
  async #proveAll(config: ConfigFile): Promise<Address[]> {
    const proven: Address[] = [];
    for (const { address } of roadsOf(config, this.#notebook.state)) {
      // By what is proven by now: HTTPS comes first, and decides what HTTP is for.
      const road = roadsOf(config, this.#notebook.state).find((one) => one.address === address);
      if (road !== undefined && (await this.#prove(road))) proven.push(address);
    }
    return proven;
  }

  /** Arrives at an address in the way that is allowed there. @throws LeftAlone */
  async #prove(road: Road): Promise<boolean> {
    const answer =
      road.use === 'config'
        ? await this.#dialer.get(road, clientPaths.config, this.#notebook.state.etag)
        : await this.#dialer.send(road, {
            ...{ method: 'POST', path: clientPaths.prove, body: '{}' },
            isAnswer: ({ status }) => status === 204,
          });
    return answer !== undefined;
  }

  async #apply({ revision }: ConfigFile, proven: readonly Address[]): Promise<void> {
    const { state } = this.#notebook;
    const lastGood = state.current ?? state.lastGood;
    await this.#notebook.keep({ ...state, current: state.candidate, candidate: null, lastGood });
    this.#notebook.news.push(`applied revision ${revision}; proven ${proven.join(', ')}`);
  }
}
