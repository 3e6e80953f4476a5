import { readFileSync } from 'node:fs';
import type { PublicSigningKey } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import type { upstreamPaths } from '@causeway/contract/upstream-messages';

export type UpstreamPath = keyof typeof upstreamPaths;

/** Who spoke, and when. */
export interface RecordedScene {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Where the requests came in. */
  readonly address: Address;
  /** Where clients come to the endpoint server. */
  readonly serverAddress: Address;
  readonly signingKey: PublicSigningKey;
  readonly endpointServer: RecordedClient;
  readonly client: RecordedClient;
  /** By which the relayed client enrolls. */
  readonly token: { readonly id: string; readonly secret: string };
}

export interface RecordedClient {
  readonly id: string;
  readonly name: string;
  readonly publicKey: string;
}

export interface RecordedMessage {
  readonly headers: Readonly<Record<string, string>>;
  /** Base64 of the bytes on the wire. */
  readonly content: string;
  /** The same, as JSON. */
  readonly message: object;
  /** Paths of what this version may leave out; `*` is any member. */
  readonly optional: readonly string[];
}

export interface RecordedAnswer extends RecordedMessage {
  readonly status: number;
  /** Base64 of the signature of the request that it answers. */
  readonly requestSignature: string;
}

/** Where the recorded messages of every version of the contract are. */
export const recordings = new URL('upstream/recorded/', import.meta.resolve('@causeway/contract'));

/** The recorded messages of one version of the contract. */
export class Recording {
  readonly #folder: URL;

  constructor(contract: number) {
    this.#folder = new URL(`${contract}/`, recordings);
  }

  get scene(): RecordedScene {
    return this.#read('scene') as RecordedScene;
  }

  request(path: UpstreamPath): RecordedMessage {
    return this.#read(`${path}-request`) as RecordedMessage;
  }

  answer(path: UpstreamPath): RecordedAnswer {
    return this.#read(`${path}-answer`) as RecordedAnswer;
  }

  #read(name: string): unknown {
    return JSON.parse(readFileSync(new URL(`${name}.json`, this.#folder), 'utf8'));
  }
}
