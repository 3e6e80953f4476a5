import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  type ConfigFile,
  type ConfiguredServer,
  keyIdOf,
  type PublicSigningKey,
  signConfig,
} from '@causeway/config-file';

interface TestSigner {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly public: PublicSigningKey;
}

export interface Published {
  readonly revision: number;
  readonly file: string;
}

/** Publishes the revisions of a tenant, and keeps the newest file that each of its keys has signed. */
export class TestPublisher {
  readonly tenant = '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6a';
  readonly #now: () => number;
  readonly #bySigner = new Map<string, Published>();
  #current = makeSigner();
  #next: TestSigner | undefined;
  #content: Pick<ConfigFile, 'endpointServers' | 'anchors'> = { endpointServers: [], anchors: [] };
  published: Published | undefined;
  pollingInterval = 600;
  inventoryInterval = 86_400;
  groups: ConfigFile['groups'];
  proofInterval: number | undefined;
  validityMs = 30 * 86_400_000;

  constructor(now: () => number) {
    this.#now = now;
  }

  get signingKey(): PublicSigningKey {
    return this.#current.public;
  }

  get anchors(): ConfigFile['anchors'] {
    return this.#content.anchors;
  }

  publish(endpointServers: readonly ConfiguredServer[], anchors: ConfigFile['anchors'] = []): Published {
    this.#content = { endpointServers, anchors };
    return this.#append();
  }

  /** A whole rotation: the coming key is announced, then takes over. */
  rotate(): void {
    this.#next = makeSigner();
    this.#append();
    this.#current = this.#next;
    this.#next = undefined;
    this.#append();
  }

  newestSignedBy(keyId: string): Published | undefined {
    return this.#bySigner.get(keyId);
  }

  /** As the next revision would be, signed by a key of nobody. */
  forge(): string {
    return signConfig(this.#config((this.published?.revision ?? 0) + 1), { current: makeSigner() });
  }

  #append(): Published {
    const config = this.#config((this.published?.revision ?? 0) + 1);
    const file = signConfig(config, { current: this.#current, next: this.#next });
    this.published = { revision: config.revision, file };
    this.#bySigner.set(this.#current.id, this.published);
    if (this.#next !== undefined) this.#bySigner.set(this.#next.id, this.published);
    return this.published;
  }

  #config(revision: number): ConfigFile {
    const issued = Math.floor(this.#now() / 1000) * 1000;
    return {
      ...this.#content,
      ...{ tenant: this.tenant, revision, issued, expires: issued + this.validityMs },
      ...{ pollingInterval: this.pollingInterval, inventoryInterval: this.inventoryInterval },
      ...{ trustSystemStore: false, ...(this.groups !== undefined && { groups: this.groups }) },
      proofInterval: this.proofInterval,
      nextKey: this.#next?.public,
    };
  }
}

function makeSigner(): TestSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const id = keyIdOf(raw);
  return { id, privateKey, public: { id, publicKey: raw.toString('base64') } };
}
