import {
  type ConfigFile,
  type ConfiguredAnchor,
  type ConfiguredGroup,
  type PublicSigningKey,
  parseConfig,
  type SigningPair,
  signConfig,
} from '@causeway/config-file';
import type { Address, EndpointServerId, TenantId } from '@causeway/contract';
import type { EndpointStore, PublishedRevision } from '../endpoint-store.ts';
import { Turns } from '../turns.ts';
import { type ServedConfig, type ServedFiles, toServedConfig } from './served-config.ts';
import {
  advanceRotation,
  ensureSigningKeys,
  findSigner,
  publicPart,
  type SigningKeys,
  signingPair,
} from './signing-keys.ts';

/** One endpoint server as the next config.ini is to name it. */
export interface PublishedServer {
  readonly id: EndpointServerId;
  readonly name: string;
  readonly hostname: string;
  /** In the order in which clients are to prefer them; at least one. */
  readonly addresses: readonly Address[];
  /** Names of the anchors that count at these addresses. */
  readonly trust: readonly string[];
  /** Where a coming certificate is to be rehearsed, and the names of the anchors that alone count there. */
  readonly rehearsal?:
    | { readonly addresses: readonly Address[]; readonly trust: readonly string[] }
    | undefined;
}

/** What the next config.ini is to say. */
export interface PublishInput {
  /** In the order in which clients try them after their own. */
  readonly endpointServers: readonly PublishedServer[];
  /** `name`: letters, digits and hyphens. */
  readonly anchors: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly certificatePem: string;
  }[];
  readonly pollingIntervalSeconds: number;
  readonly inventoryIntervalSeconds: number;
  /** How old a proof grows before clients show it again; at most a day. */
  readonly proofIntervalSeconds: number;
  /** Clients with frequencies of their own; left out when there are none. */
  readonly groups?: readonly ConfiguredGroup[] | undefined;
  readonly trustSystemStore: boolean;
  readonly validityMs: number;
}

export interface PublisherOptions {
  readonly tenantId: TenantId;
  readonly store: EndpointStore;
  readonly now: () => number;
}

/** A file is renewed when less than this part of its time is left. */
const RENEW_AT_PART = 1 / 3;

/** Publishes a tenant's revisions, one after the other. */
export class Publisher implements ServedFiles {
  readonly #options: PublisherOptions;
  #current: Promise<ServedConfig | undefined> | undefined;
  readonly #turns = new Turns();

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /** The newest file. */
  current(): Promise<ServedConfig | undefined> {
    this.#current ??= this.#readCurrent();
    return this.#current;
  }

  /** What a new client is told: the newest revision, and the key to verify that very file by. */
  introduce(): Promise<{ readonly signingKey: PublicSigningKey; readonly revision: number }> {
    // In turn, so that two first enrollments do not make two first keys, nor a rotation come between.
    return this.#turns.take(async () => {
      const { store, now } = this.#options;
      const published = await store.revisions.current();
      const signingKey = publicPart(await findSigner(store, published, now()));
      return { signingKey, revision: published?.revision ?? 0 };
    });
  }

  /** The key by which whoever holds the newest file, or the one before it, can verify what else we say. */
  signer(): Promise<SigningPair> {
    return this.#turns.take(async () => {
      const { store, now } = this.#options;
      return signingPair(await findSigner(store, await store.revisions.current(), now()));
    });
  }

  /** The newest file that this key signed. */
  async signedBy(keyId: string): Promise<ServedConfig | undefined> {
    const published = await this.#options.store.revisions.newestSignedBy(keyId);
    return published && toServedConfig(published);
  }

  publish(input: PublishInput): Promise<ServedConfig> {
    return this.#turns.take(async () => this.#append(toConfig(input), await this.#keys()));
  }

  /** Publishes the same again before it expires. */
  ensureFresh(): Promise<void> {
    return this.#turns.take(async () => {
      const config = await this.#currentConfig();
      const { now } = this.#options;
      const left = config === undefined ? 0 : config.expires - now();
      if (config === undefined || left > (config.expires - config.issued) * RENEW_AT_PART) return;
      await this.#append({ ...config, validityMs: config.expires - config.issued }, await this.#keys());
    });
  }

  /** One step of a key rotation (DESIGN rule 5), published at once. Two steps make a rotation. */
  rotate(): Promise<SigningKeys> {
    return this.#turns.take(async () => {
      const { store, now } = this.#options;
      const keys = await advanceRotation(store, now());
      const config = await this.#currentConfig();
      if (config !== undefined)
        await this.#append({ ...config, validityMs: config.expires - config.issued }, keys);
      return keys;
    });
  }

  async #append(content: ConfigContent, keys: SigningKeys): Promise<ServedConfig> {
    const { tenantId, store, now } = this.#options;
    const { validityMs, ...said } = content;
    const issued = Math.floor(now() / 1000) * 1000;
    const nextKey = keys.next && publicPart(keys.next);
    const revision = ((await this.current())?.revision ?? 0) + 1;
    const times = { issued, expires: issued + Math.ceil(validityMs / 1000) * 1000 };
    const config: ConfigFile = { ...said, tenant: tenantId, revision, ...times, nextKey };
    const file = signConfig(config, {
      current: signingPair(keys.current),
      next: keys.next && signingPair(keys.next),
    });
    const keyIds = [keys.current.id, ...(keys.next === undefined ? [] : [keys.next.id])];
    const published: PublishedRevision = { revision, file, publishedAt: now(), keyIds };
    await store.revisions.append(published);
    const served = toServedConfig(published);
    this.#current = Promise.resolve(served);
    return served;
  }

  async #readCurrent(): Promise<ServedConfig | undefined> {
    try {
      const published = await this.#options.store.revisions.current();
      return published && toServedConfig(published);
    } catch (error) {
      // A failure is of its moment: the next one who asks reads again.
      this.#current = undefined;
      throw error;
    }
  }

  async #currentConfig(): Promise<ConfigFile | undefined> {
    const served = await this.current();
    return served && parseConfig(served.file).config;
  }

  #keys(): Promise<SigningKeys> {
    const { store, now } = this.#options;
    return ensureSigningKeys(store, now());
  }
}

type ConfigContent = Omit<ConfigFile, 'tenant' | 'revision' | 'issued' | 'expires' | 'nextKey'> & {
  readonly validityMs: number;
};

function toConfig(input: PublishInput): ConfigContent {
  const { endpointServers, anchors, trustSystemStore, validityMs, groups } = input;
  return {
    validityMs,
    trustSystemStore,
    pollingInterval: input.pollingIntervalSeconds,
    inventoryInterval: input.inventoryIntervalSeconds,
    proofInterval: input.proofIntervalSeconds,
    endpointServers,
    groups,
    anchors: anchors.map(
      ({ name, sha256, certificatePem }): ConfiguredAnchor => ({
        name,
        sha256,
        certificate: base64Of(certificatePem),
      }),
    ),
  };
}

/** The base64 of the one certificate in a PEM text. */
function base64Of(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----|\s/g, '');
}
