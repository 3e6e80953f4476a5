import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Client,
  type ClientPorts,
  exchange,
  NodeTransport,
  pollingRoads,
  Refusal,
  type Road,
  type Signer,
  signerOf,
  TransportFailure,
} from '@causeway/client-core';
import type { Address } from '@causeway/contract';
import { clientPaths } from '@causeway/contract/client-messages';
import { MemoryStateStore } from '../constellation/light-fleet.ts';
import { documentOf } from './document-of.ts';
import { Journal, type JournalEntry } from './journal.ts';

export interface UploadingClientOptions {
  readonly server: Address;
  readonly token: string;
  readonly name: string;
  /** Of the journals. */
  readonly folder: string;
  /** Documents that it makes at most. */
  readonly documents: number;
  /** Between one that was answered and the next. */
  readonly pauseMs: number;
}

interface Joined {
  readonly road: Road;
  readonly signer: Signer;
  readonly journal: Journal;
}

/** Whatever Retry-After says: a client that comes back sooner is the harder one to serve. */
const AGAIN_MS = 250;
/** An upload that nobody answers is given up and made again. */
const ANSWER_LIMIT_MS = 10_000;

/** A client of its own endpoint server alone, that uploads one document after the other, each until it is answered. */
export class UploadingClient {
  readonly #options: UploadingClientOptions;
  readonly #ports: ClientPorts = {
    store: new MemoryStateStore(),
    transport: new NodeTransport(),
    now: Date.now,
    random: Math.random,
    nonce: () => randomBytes(16).toString('base64url'),
    makeKey: () => generateKeyPairSync('ed25519').privateKey,
    version: 'endurance',
  };

  constructor(options: UploadingClientOptions) {
    this.#options = options;
  }

  /** Enrolls, and takes up the config.ini that says which endpoint server is its own. */
  async join(): Promise<Joined> {
    const { server, token, name, folder } = this.#options;
    const client = new Client(this.#ports);
    await client.enroll({ server, token, name });
    await client.poll();
    const state = await client.state();
    const road = pollingRoads(state).find(({ address }) => address === server);
    if (road?.server == null || road.server !== state.ownServer)
      throw new Error(`${server} is not the own endpoint server of ${name}: ${state.current}`);
    const signer = signerOf(state);
    return { road, signer, journal: new Journal(folder, signer.keyId) };
  }

  /** Until the signal, or until all its documents are made. One that is not answered by then is still sent. */
  async upload(joined: Joined, signal: AbortSignal): Promise<void> {
    const { documents, pauseMs } = this.#options;
    // Not all in one moment.
    await rest(Math.random() * pauseMs, signal);
    for (let n = 1; n <= documents && !signal.aborted; n++) {
      while (!(await this.#send(n, joined))) await wait(AGAIN_MS);
      await rest(pauseMs, signal);
    }
  }

  /** @returns whether it was answered */
  async #send(n: number, { road, signer, journal }: Joined): Promise<boolean> {
    journal.note({ kind: 'sent', n });
    try {
      await exchange(this.#ports, road, messageOf(documentOf(signer.keyId, n)), signer);
      journal.note({ kind: 'answered', n });
      return true;
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      journal.note(failed(n, error));
      return false;
    }
  }
}

function messageOf(body: string) {
  return {
    ...({ method: 'POST', path: clientPaths.inventory, body, timeoutMs: ANSWER_LIMIT_MS } as const),
    isAnswer: ({ status }: { readonly status: number }) => status === 204,
  };
}

function failed(n: number, error: TransportFailure): JournalEntry {
  const retryAfterSeconds = error instanceof Refusal ? (error.retryAfterSeconds ?? null) : null;
  return { kind: 'failed', n, code: error.code, retryAfterSeconds };
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => {});
}
