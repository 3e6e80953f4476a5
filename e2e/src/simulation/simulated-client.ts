import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import {
  Client,
  type ClientState,
  type StateStore,
  type Transport,
  type TransportAnswer,
  TransportFailure,
  type TransportRequest,
} from '@causeway/client-core';
import { inject } from 'light-my-request';
import type { Served } from './simulated-ports.ts';

/** What a client needs of its world. */
export interface ClientWorld {
  /** Server time, milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
  readonly find: (address: string) => Served | undefined;
  readonly findSpecial: (address: string, alpn: string) => Served | undefined;
}

/** Evidence needs a clock within the server's window. */
const WINDOW_MS = 300_000;

/** A disk with two generations of the state. */
class Disk implements StateStore {
  newest: ClientState | undefined;
  previous: ClientState | undefined;

  async load(): Promise<ClientState | undefined> {
    return this.newest;
  }

  async save(state: ClientState): Promise<void> {
    this.previous = this.newest;
    this.newest = state;
  }
}

/** A client whose wire, disk and clock can go wrong. Everything else of it is real. */
export class SimulatedClient implements Transport {
  readonly name: string;
  readonly disk = new Disk();
  readonly client: Client;
  readonly #world: ClientWorld;
  /** Its clock minus the server's. */
  #clockOffsetMs = 0;
  /** Beginnings of addresses that its network does not let through. */
  readonly blocked = new Set<string>();
  /** Its identity is gone with its disk: nobody will ever come with it again. */
  isGone = false;
  isRetired = false;
  isWaived = false;
  /** When it last came through by the server's clock, by address and each anchor that it trusted there. */
  readonly proven = new Map<string, number>();
  lastThroughAt = Number.NEGATIVE_INFINITY;

  constructor(name: string, world: ClientWorld, key: KeyObject) {
    this.name = name;
    this.#world = world;
    this.client = new Client({
      transport: this,
      store: this.disk,
      now: () => world.now() + this.#clockOffsetMs,
      random: world.random,
      nonce: () => `n${nonces++}`,
      makeKey: () => key,
      collectInventory: async () => ({ inventory: {}, collectors: [] }),
      version: 'simulated',
    });
  }

  get id(): string | undefined {
    return this.disk.newest?.clientId ?? undefined;
  }

  setClock(offsetMs: number): void {
    this.#clockOffsetMs = offsetMs;
  }

  async send(request: TransportRequest): Promise<TransportAnswer> {
    const { address, method, path, headers: sent, body } = request;
    if ([...this.blocked].some((start) => address.startsWith(start)))
      throw new TransportFailure('TIMEOUT', 'a firewall');
    const served = this.#find(request);
    if (served === undefined) throw new TransportFailure('CONNECTION_REFUSED', 'nothing listens');
    const trusts = trustedAt(served, request);
    requireInDate(served, this.#world.now());
    const { owner, listener, handler } = served;
    const arrival = {
      ...{ owner, address, serves: listener.serves, trust: listener.certificate?.trust ?? 'none' },
      ...{ certificateSha256: listener.certificate?.sha256 ?? null, remoteAddress: this.name },
    };
    const options = {
      method,
      url: path,
      headers: sent,
      ...(body !== undefined && { payload: Buffer.from(body) }),
    };
    // The injected messages have all that a handler of ours touches.
    const answer = await inject(
      (incoming, outgoing) => void handler(incoming as never, outgoing as never, arrival as never),
      options,
    );
    if (this.#world.find(address) === undefined)
      throw new TransportFailure('CONNECTION_RESET', 'the server died');
    if (answer.statusCode < 400 && this.#isAuthentic(method, sent)) this.#arrived(address, trusts);
    const fields = Object.entries(answer.headers).map(([name, value]) => [
      name,
      value === undefined ? undefined : String(value),
    ]);
    const headers = { ...Object.fromEntries(fields), date: new Date(this.#world.now()).toUTCString() };
    return { status: answer.statusCode, headers, body: answer.rawPayload };
  }

  /** config.ini is served to a client with a lost clock too, and is no evidence then. */
  #isAuthentic(method: string, headers: Readonly<Record<string, string>>): boolean {
    const created = Number(/;created=(\d+)/.exec(headers['signature-input'] ?? '')?.[1]);
    return method === 'POST' || Math.abs(created * 1000 - this.#world.now()) <= WINDOW_MS;
  }

  #find({ address, alpn }: TransportRequest): Served | undefined {
    return alpn === undefined ? this.#world.find(address) : this.#world.findSpecial(address, alpn);
  }

  #arrived(address: string, trusts: readonly string[]): void {
    this.lastThroughAt = this.#world.now();
    for (const trust of trusts) this.proven.set(`${address} ${trust}`, this.lastThroughAt);
  }
}

let nonces = 0;

/** The address with each anchor that its chain leads to: whoever trusts one of them there can use it. */
export function wayKeys({ listener }: Served): string[] {
  const address = `${listener.scheme}://${listener.hostname}:${listener.port}`;
  return trustsOf(listener).map((trust) => `${address} ${trust}`);
}

function trustsOf({ certificate }: Served['listener']): string[] {
  return (certificate?.trust ?? 'none').split('+');
}

/** As a real handshake would: one of the anchors must be among those that are trusted. @returns all that are */
function trustedAt({ listener }: Served, { anchorsPem }: TransportRequest): string[] {
  const { certificate } = listener;
  if (certificate === undefined) return ['none'];
  const known = trustsIn(anchorsPem);
  const trusted = trustsOf(listener).filter((trust) => known.includes(trust));
  if (trusted.length > 0) return trusted;
  throw new TransportFailure('CERTIFICATE_UNTRUSTED', 'no such anchor', certificate.sha256);
}

const dates = new Map<string, X509Certificate>();

/** By the true time: a client whose own clock is wrong is another story. */
function requireInDate({ listener }: Served, now: number): void {
  const { certificate } = listener;
  if (certificate === undefined) return;
  const leaf = dates.get(certificate.sha256) ?? new X509Certificate(certificate.chainPem);
  dates.set(certificate.sha256, leaf);
  if (leaf.validToDate.getTime() <= now)
    throw new TransportFailure('CERTIFICATE_EXPIRED', 'out of date', certificate.sha256);
}

/** SHA-256 of every certificate in these bundles. */
export function trustsIn(anchorsPem: readonly string[]): string[] {
  return anchorsPem.flatMap(certificatesIn).map(sha256Of);
}

function certificatesIn(bundle: string): string[] {
  return bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

const digests = new Map<string, string>();

function sha256Of(pem: string): string {
  const known = digests.get(pem);
  if (known !== undefined) return known;
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  const digest = createHash('sha256').update(der).digest('hex');
  digests.set(pem, digest);
  return digest;
}

/** Keys cost more than anything else here, and which one a client has changes nothing. */
export function makeKeys(count: number): KeyObject[] {
  return Array.from({ length: count }, () =>
    createPrivateKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
  );
}
