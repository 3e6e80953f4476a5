import { configErrors, type VerifiedConfig, verifyConfig } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { clientPaths } from '@causeway/contract/client-messages';
import { CausewayError } from '@causeway/errors';
import { clientErrors } from '../../errors.ts';
import { readConfig } from '../client-state.ts';
import type { SignedMessage } from '../exchange.ts';
import { serverEnrolledAt } from '../own-server.ts';
import { type TransportAnswer, TransportFailure } from '../ports.ts';
import { isSameRoad, type Road } from '../road.ts';
import { allRoads } from '../roads.ts';
import { configRequest, type Dialer } from './dialer.ts';
import type { Notebook } from './notebook.ts';

/** Keys that are walked over in one round; a longer walk goes on in the next. */
const MOST_KEYS_WALKED = 100;

/** Fetches config.ini, verifies it and keeps it as candidate. What it refuses changes nothing. */
export class ConfigFetcher {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;

  constructor(dialer: Dialer, notebook: Notebook) {
    this.#dialer = dialer;
    this.#notebook = notebook;
  }

  /**
   * Where the poll got through, else wherever there ever was an endpoint server: those that let the client wait in vain
   * in this round come last. @throws LeftAlone where the poll got through
   */
  async fetchAnywhere(preferred: Road | undefined): Promise<void> {
    if (preferred !== undefined) {
      const answer = await this.#dialer.send(preferred, this.#request);
      if (await this.#take(preferred, answer)) return;
    }
    const others = allRoads(this.#notebook.state).filter(
      (road) => preferred === undefined || !isSameRoad(road, preferred),
    );
    const isSilent = ({ address }: Road) => this.#dialer.isSilent(address);
    for (const road of [...others.filter((one) => !isSilent(one)), ...others.filter(isSilent)]) {
      const answer = await this.#dialer.sendAsGuest(road, this.#request);
      if (await this.#take(road, answer)) return;
    }
  }

  get #request(): SignedMessage {
    const { etag, current, candidate } = this.#notebook.state;
    const isHeld = current !== null || candidate !== null;
    return configRequest(clientPaths.config, isHeld ? etag : null);
  }

  /** @returns true when this road gave a file that is in order, be it the one held. */
  async #take(road: Road, answer: TransportAnswer | undefined): Promise<boolean> {
    if (answer === undefined) return false;
    if (answer.status === 304) return true;
    try {
      await this.#accept(await this.#verifyOrWalk(road, answer.body), answer, road.address);
      return true;
    } catch (error) {
      this.#noteRefusal(road.address, error);
      return false;
    }
  }

  #verify(file: Uint8Array): VerifiedConfig {
    const { tenant, keys, revision, current, candidate } = this.#notebook.state;
    // An enrollment names a revision; the file of that revision is still to come.
    const held = current === null && candidate === null ? revision - 1 : revision;
    return verifyConfig(file, { tenant: tenant ?? '', keys, revision: held }, this.#notebook.serverTime);
  }

  /** A file by a key that is not known: walks over the files that announced the keys in between (DESIGN rule 5). */
  async #verifyOrWalk(road: Road, file: Uint8Array): Promise<VerifiedConfig> {
    for (let step = 0; ; step++) {
      try {
        return this.#verify(file);
      } catch (error) {
        if (!configErrors.is(error, 'CONFIG_UNKNOWN_KEY') || step >= MOST_KEYS_WALKED) throw error;
        if (!(await this.#walkOn(road))) throw error;
      }
    }
  }

  /** @returns whether a key was learned. */
  async #walkOn(road: Road): Promise<boolean> {
    const newest = this.#notebook.state.keys.at(-1);
    if (newest === undefined) return false;
    const request = configRequest(`${clientPaths.config}?key=${newest.id}`, null);
    const answer = await this.#dialer.sendAsGuest(road, request);
    if (answer === undefined) return false;
    const verified = this.#verify(answer.body);
    const isNews = verified.keys.at(-1)?.id !== newest.id;
    // A file of the past: the tag of the newest is still unknown.
    if (isNews) await this.#accept(verified, { ...answer, headers: {} }, road.address);
    return isNews;
  }

  async #accept(
    { config, keys }: VerifiedConfig,
    { body, headers }: TransportAnswer,
    address: Address,
  ): Promise<void> {
    const { state } = this.#notebook;
    const isHeld = readConfig(state.current)?.revision === config.revision;
    await this.#notebook.keep({
      ...state,
      ...{ keys, revision: config.revision, etag: headers.etag ?? null },
      candidate: isHeld ? null : Buffer.from(body).toString('utf8'),
      ownServer: state.ownServer ?? serverEnrolledAt(config, state) ?? null,
    });
    if (!isHeld) this.#notebook.news.push(`fetched revision ${config.revision} at ${address}`);
  }

  #noteRefusal(address: Address, error: unknown): void {
    // What is ours, such as a disk that takes nothing, is nothing that the file did.
    if (!(error instanceof CausewayError) || clientErrors.is(error)) throw error;
    const { code, message, seen } = error;
    this.#notebook.noteFailure(address, new TransportFailure(code, `${message} Seen: ${seen}.`));
  }
}
