import { configErrors, MAX_CONFIG_BYTES, type VerifiedConfig, verifyConfig } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import {
  clientPaths,
  type FailureReport,
  MAX_FAILURES,
  PollAnswer,
  type PollRequest,
} from '@causeway/contract/client-messages';
import { CausewayError } from '@causeway/errors';
import { Check } from 'typebox/value';
import { type ClientState, readConfig, wayOf, withFailure, withProof } from './client-state.ts';
import { exchange, privateKeyOf, Refusal, type SignedMessage } from './exchange.ts';
import { type ClientPorts, type TransportAnswer, TransportFailure } from './ports.ts';
import { allRoads, pollingRoads, type Road, roadsOf } from './roads.ts';

/** Keys that are walked over in one round; a longer walk goes on in the next. */
const MOST_KEYS_WALKED = 100;
/** Evidence is shown again each day, at every address. */
const PROVE_AGAIN_MS = 86_400_000;

/** The server asks to be left alone: the round ends here. */
export class LeftAlone extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** One round of a client: poll, fetch, verify, prove, adopt, upload. Keeps what it learned after every step. */
export class ClientRound {
  /** What happened, for a person. */
  readonly news: string[] = [];
  readonly #ports: ClientPorts;
  readonly #signal: AbortSignal | undefined;
  /** Addresses that were dialed in this round. */
  readonly #tried = new Set<Address>();
  #state: ClientState;

  constructor(ports: ClientPorts, state: ClientState, signal: AbortSignal | undefined) {
    this.#ports = ports;
    this.#signal = signal;
    this.#state = state;
  }

  get state(): ClientState {
    return this.#state;
  }

  /** @returns the address that a poll got through at last; undefined when none did. @throws LeftAlone */
  async run(): Promise<Address | undefined> {
    const polled = await this.#pollAnywhere();
    if (polled === undefined || polled.isNewer || this.#state.current === null)
      await this.#fetchAnywhere(polled?.road);
    if (this.#state.candidate === null) await this.#proveAgain();
    else await this.#adopt();
    const at = await this.#settle(polled?.road.address);
    if (at !== undefined) await this.#uploadInventory(at);
    return at;
  }

  async #pollAnywhere(): Promise<{ road: Road; isNewer: boolean } | undefined> {
    for (const road of pollingRoads(this.#state)) {
      const isNewer = await this.#poll(road);
      if (isNewer !== undefined) return { road, isNewer };
    }
    return undefined;
  }

  /** @returns whether there is a newer revision; undefined when it did not get through. */
  async #poll(road: Road): Promise<boolean | undefined> {
    const { failures, delivered } = this.#failuresToReport(road.address);
    const { clockOffsetSeconds, current, candidate, revision } = this.#state;
    const message: PollRequest = {
      fetchedRevision: current === null && candidate === null ? 0 : revision,
      appliedRevision: readConfig(current)?.revision ?? 0,
      version: this.#ports.version,
      ...(clockOffsetSeconds !== 0 && { clockOffsetSeconds }),
      ...(failures.length > 0 && { failures }),
    };
    const answer = await this.#try(road, {
      method: 'POST',
      path: clientPaths.poll,
      body: JSON.stringify(message),
    });
    if (answer === undefined) return undefined;
    this.#markReported(delivered);
    if (answer.status === 204) return false;
    const said = parseJson(answer.body);
    return Check(PollAnswer, said) && said.revision > message.fetchedRevision;
  }

  /** Looks for a newer config.ini: where the poll got through, else wherever there ever was an endpoint server. */
  async #fetchAnywhere(preferred: Road | undefined): Promise<void> {
    const others = allRoads(this.#state).filter(({ address }) => address !== preferred?.address);
    for (const road of preferred === undefined ? others : [preferred, ...others]) {
      if (await this.#fetch(road)) return;
    }
  }

  /** @returns true when this road gave a file that is in order, be it the one held. */
  async #fetch(road: Road): Promise<boolean> {
    const { etag, current, candidate } = this.#state;
    const isHeld = etag !== null && (current !== null || candidate !== null);
    const answer = await this.#get(road, clientPaths.config, isHeld ? { 'if-none-match': etag } : {});
    if (answer === undefined) return false;
    if (answer.status === 304) return true;
    try {
      const verified = await this.#verifyOrWalk(road, answer.body);
      await this.#accept(
        verified,
        Buffer.from(answer.body).toString('utf8'),
        answer.headers.etag ?? null,
        road.address,
      );
      return true;
    } catch (error) {
      this.#noteRefusal(road.address, error);
      return false;
    }
  }

  #verify(file: Uint8Array): VerifiedConfig {
    const { tenant, keys, revision, current, candidate } = this.#state;
    // An enrollment names a revision; the file of that revision is still to come.
    const held = current === null && candidate === null ? revision - 1 : revision;
    return verifyConfig(file, { tenant: tenant ?? '', keys, revision: held }, this.#time);
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
    const newest = this.#state.keys.at(-1);
    if (newest === undefined) return false;
    const answer = await this.#get(road, `${clientPaths.config}?key=${newest.id}`, {});
    if (answer === undefined) return false;
    const verified = this.#verify(answer.body);
    const isNews = verified.keys.at(-1)?.id !== newest.id;
    if (isNews) await this.#accept(verified, Buffer.from(answer.body).toString('utf8'), null, road.address);
    return isNews;
  }

  async #accept(
    { config, keys }: VerifiedConfig,
    file: string,
    etag: string | null,
    address: Address,
  ): Promise<void> {
    const isHeld = readConfig(this.#state.current)?.revision === config.revision;
    await this.#keep({
      ...this.#state,
      keys,
      revision: config.revision,
      etag,
      candidate: isHeld ? null : file,
    });
    if (!isHeld) this.news.push(`fetched revision ${config.revision} at ${address}`);
  }

  /** Proves every address of the candidate; makes it the file in use when one of them can carry everything. */
  async #adopt(): Promise<void> {
    const candidate = readConfig(this.#state.candidate);
    if (candidate === undefined) return;
    const proven: Address[] = [];
    for (const { address } of roadsOf(candidate, this.#state)) {
      const road = roadsOf(candidate, this.#state).find((one) => one.address === address);
      if (road !== undefined && (await this.#prove(road))) proven.push(address);
    }
    const isUsable = roadsOf(candidate, this.#state).some(
      ({ address, use }) => use === 'everything' && proven.includes(address),
    );
    if (!isUsable) {
      this.news.push(`revision ${candidate.revision} is not usable yet; the last good one stays in use`);
      return;
    }
    const { candidate: file, current } = this.#state;
    await this.#keep({
      ...this.#state,
      current: file,
      candidate: null,
      lastGood: current ?? this.#state.lastGood,
    });
    this.news.push(`applied revision ${candidate.revision}; proven ${proven.join(', ')}`);
  }

  /** Shows the daily evidence, and tries again what failed. */
  async #proveAgain(): Promise<void> {
    const config = readConfig(this.#state.current);
    if (config === undefined) return;
    for (const road of roadsOf(config, this.#state)) {
      const { provenAt, failure } = wayOf(this.#state, road.address);
      const isOld = provenAt === null || Math.abs(this.#ports.now() - provenAt) > PROVE_AGAIN_MS;
      if ((isOld || failure !== null) && !this.#tried.has(road.address)) await this.#prove(road);
    }
  }

  /** Arrives at an address in the way that is allowed there. */
  async #prove(road: Road): Promise<boolean> {
    const { etag } = this.#state;
    const answer =
      road.use === 'everything'
        ? await this.#try(road, { method: 'POST', path: clientPaths.prove, body: '{}' })
        : await this.#get(road, clientPaths.config, etag === null ? {} : { 'if-none-match': etag });
    return answer !== undefined;
  }

  /** Ends the round at the best address: polls there when the poll before was elsewhere, or nowhere. */
  async #settle(polledAt: Address | undefined): Promise<Address | undefined> {
    const best = pollingRoads(this.#state).find(
      ({ address }) =>
        wayOf(this.#state, address).failure === null && wayOf(this.#state, address).provenAt !== null,
    );
    if (best === undefined || best.address === polledAt) return polledAt;
    const isNewer = await this.#poll(best);
    return isNewer === undefined ? polledAt : best.address;
  }

  async #uploadInventory(at: Address): Promise<void> {
    const { inventoryAt } = this.#state;
    const config = readConfig(this.#state.current);
    const dueMs = (config?.inventoryInterval ?? 0) * 1000;
    const road = pollingRoads(this.#state).find(({ address }) => address === at);
    const isRested = inventoryAt !== null && Math.abs(this.#ports.now() - inventoryAt) < dueMs;
    if (config === undefined || road === undefined || isRested) return;
    const body = await this.#ports.collectInventory();
    const answer = await this.#try(road, { method: 'POST', path: clientPaths.inventory, body });
    if (answer === undefined) return;
    await this.#keep({ ...this.#state, inventoryAt: this.#ports.now() });
    this.news.push(`sent the inventory to ${at}`);
  }

  #get(road: Road, path: string, headers: Record<string, string>): Promise<TransportAnswer | undefined> {
    return this.#try(road, { method: 'GET', path, headers, maxBytes: MAX_CONFIG_BYTES + 1 });
  }

  /** One exchange; what fails is noted at the address. @throws LeftAlone */
  async #try(road: Road, message: SignedMessage, isSecondTry = false): Promise<TransportAnswer | undefined> {
    this.#tried.add(road.address);
    try {
      const answer = await this.#exchange(road, message);
      this.#state = withProof(this.#state, road, this.#ports.now());
      return answer;
    } catch (error) {
      if (!(error instanceof TransportFailure) || this.#signal?.aborted) throw error;
      if (error instanceof Refusal && !isSecondTry && this.#takeTime(error))
        return this.#try(road, message, true);
      if (error instanceof Refusal && isFinal(error)) throw new LeftAlone(error);
      this.#noteFailure(road.address, error);
      return undefined;
    }
  }

  #exchange(road: Road, message: SignedMessage): Promise<TransportAnswer> {
    const { clientId, clockOffsetSeconds } = this.#state;
    const signer = { keyId: clientId ?? '', privateKey: privateKeyOf(this.#keyHolder), clockOffsetSeconds };
    return exchange(this.#ports, road, message, signer, this.#signal);
  }

  get #keyHolder(): { privateKeyPem: string } {
    this.#holder ??= { privateKeyPem: this.#state.privateKeyPem };
    return this.#holder;
  }
  #holder: { privateKeyPem: string } | undefined;

  /** RFC 9421 signatures carry a time; when ours is refused, the server's own is taken. */
  #takeTime({ code, serverTime }: Refusal): boolean {
    if (code !== 'CLOCK_SKEWED' || serverTime === undefined) return false;
    this.#state = { ...this.#state, clockOffsetSeconds: Math.round((serverTime - this.#ports.now()) / 1000) };
    return true;
  }

  #noteFailure(address: Address, { code, message, certificateSha256 }: TransportFailure): void {
    this.#state = withFailure(this.#state, address, {
      code,
      message,
      certificateSha256,
      at: this.#ports.now(),
    });
    this.news.push(`${code} at ${address}: ${message}`);
  }

  #noteRefusal(address: Address, error: unknown): void {
    if (!(error instanceof CausewayError)) throw error;
    this.#noteFailure(address, new TransportFailure(error.code, `${error.message} Seen: ${error.seen}.`));
  }

  #failuresToReport(through: Address): { failures: FailureReport[]; delivered: Address[] } {
    const now = this.#ports.now();
    const open = Object.entries(this.#state.ways)
      .filter(([address, { failure }]) => failure !== null && !failure.isReported && address !== through)
      .sort(([, a], [, b]) => (b.failure?.at ?? 0) - (a.failure?.at ?? 0))
      .slice(0, MAX_FAILURES);
    const failures = open.flatMap(([address, { failure }]): FailureReport[] => {
      if (failure === null) return [];
      const { code, at, message, certificateSha256 } = failure;
      const secondsAgo = Math.max(0, (now - at) / 1000);
      return [
        {
          address,
          code,
          secondsAgo,
          message: message.slice(0, 500),
          ...(certificateSha256 && { certificateSha256 }),
        },
      ];
    });
    // Every way in the state belongs to an address that was dialed.
    return { failures, delivered: open.map(([address]) => address as Address) };
  }

  #markReported(addresses: readonly Address[]): void {
    for (const address of addresses) {
      const way = wayOf(this.#state, address);
      if (way.failure === null) continue;
      const reported = { ...way, failure: { ...way.failure, isReported: true } };
      this.#state = { ...this.#state, ways: { ...this.#state.ways, [address]: reported } };
    }
  }

  /** The server's time, as far as it is known. */
  get #time(): number {
    return this.#ports.now() + this.#state.clockOffsetSeconds * 1000;
  }

  async #keep(state: ClientState): Promise<void> {
    await this.#ports.store.save(state);
    this.#state = state;
  }
}

/** No other address would say anything else. */
function isFinal({ code, retryAfterSeconds, status }: Refusal): boolean {
  const isBusy = (status === 429 || status === 503) && retryAfterSeconds !== undefined;
  return isBusy || code === 'CLIENT_RETIRED' || code === 'CLIENT_UNKNOWN';
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
