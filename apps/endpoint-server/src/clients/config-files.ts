import { MAX_CONFIG_BYTES, parseConfig } from '@causeway/config-file';
import {
  type KeptFile,
  type KeptPlatform,
  type ServedConfig,
  type ServedFiles,
  toServedConfig,
} from '@causeway/endpoint';

/** A file that the platform handed out, and whether TLS vouches for where it came from. */
export interface FetchedFile {
  readonly file: string;
  readonly isVouchedFor: boolean;
}

export interface ConfigFilesParts {
  readonly tenantId: string;
  readonly kept: KeptPlatform['files'];
  /** The newest file that this key signed, as the platform has it. */
  readonly fetch: (keyId: string) => Promise<FetchedFile | undefined>;
  readonly now: () => number;
}

const KEY_ID = /^[0-9a-f]{16}$/;
/** How long what was fetched, or found missing, is not fetched again. */
const FETCHED_MS = 60_000;
/** Keys of one tenant over the years; anybody can ask for keys that never were. */
const MOST_FETCHED = 100;
const MOST_FETCHING = 4;

/** The config.ini files of the platform, byte for byte, also while it is away. */
export class ConfigFiles implements ServedFiles {
  readonly #parts: ConfigFilesParts;
  readonly #fetched = new Map<string, { readonly at: number; readonly file: KeptFile | undefined }>();
  #newest: KeptFile | undefined;
  #served: ServedConfig | undefined;
  #fetching = 0;

  private constructor(parts: ConfigFilesParts) {
    this.#parts = parts;
  }

  static async open(parts: ConfigFilesParts): Promise<ConfigFiles> {
    const files = new ConfigFiles(parts);
    const newest = await parts.kept.newest();
    if (newest !== undefined) files.#become(newest);
    return files;
  }

  get revision(): number {
    return this.#newest?.revision ?? 0;
  }

  /** Hands it out from now on, unless there is a newer one; kept for the next start. The file has been verified. */
  async keep(file: string): Promise<'news' | 'known'> {
    const read = readFile(file);
    if (read.revision <= this.revision) return 'known';
    this.#become(read);
    await this.#parts.kept.save(read);
    return 'news';
  }

  async current(): Promise<ServedConfig | undefined> {
    return this.#served;
  }

  /** Of a key of before, the platform knows the last file that it signed; what is kept here may be an older one. */
  async signedBy(keyId: string): Promise<ServedConfig | undefined> {
    if (this.#newest?.keyIds.includes(keyId)) return this.#served;
    if (!KEY_ID.test(keyId)) return undefined;
    const found = (await this.#fetch(keyId)) ?? (await this.#parts.kept.newestSignedBy(keyId));
    return found && toServedConfig(found);
  }

  async #fetch(keyId: string): Promise<KeptFile | undefined> {
    const { now } = this.#parts;
    const before = this.#fetched.get(keyId);
    if (before !== undefined && now() - before.at < FETCHED_MS) return before.file;
    if (this.#fetching >= MOST_FETCHING) return undefined;
    this.#fetching++;
    try {
      const file = await this.#fetchNow(keyId).catch(() => undefined);
      this.#remember(keyId, file);
      return file;
    } finally {
      this.#fetching--;
    }
  }

  /** Who walks the chain of keys verifies it; here it is only not kept unless it is known where it came from. */
  async #fetchNow(keyId: string): Promise<KeptFile | undefined> {
    const { fetch, kept, tenantId } = this.#parts;
    const fetched = await fetch(keyId);
    if (fetched === undefined || Buffer.byteLength(fetched.file) > MAX_CONFIG_BYTES) return undefined;
    const read = readFile(fetched.file);
    const isRight = read.tenant === tenantId && read.keyIds.includes(keyId) && read.revision <= this.revision;
    if (!isRight) return undefined;
    if (fetched.isVouchedFor) await kept.save(read);
    return read;
  }

  #remember(keyId: string, file: KeptFile | undefined): void {
    this.#fetched.delete(keyId);
    this.#fetched.set(keyId, { at: this.#parts.now(), file });
    const oldest = this.#fetched.keys().next();
    if (this.#fetched.size > MOST_FETCHED && !oldest.done) this.#fetched.delete(oldest.value);
  }

  #become(newest: KeptFile): void {
    this.#newest = newest;
    this.#served = toServedConfig(newest);
  }
}

/** @throws the codes of `configErrors` */
function readFile(file: string): KeptFile & { readonly tenant: string } {
  const { config, signatures } = parseConfig(file);
  return { tenant: config.tenant, revision: config.revision, keyIds: signatures.map(({ key }) => key), file };
}
