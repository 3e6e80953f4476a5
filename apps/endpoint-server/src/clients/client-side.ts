import { asId, type ClientId } from '@causeway/contract';
import { ClientDoor, type KeptPlatform, type Spool } from '@causeway/endpoint';
import type { Say } from '../events/endpoint-event.ts';
import { sayingLog } from '../events/saying-log.ts';
import type { Platform } from '../upstream/platform.ts';
import { ClientDirectory } from './client-directory.ts';
import { ConfigFiles } from './config-files.ts';
import { SpoolWriter } from './spool-writer.ts';

export interface ClientSideParts {
  readonly platform: Platform;
  readonly spool: Spool;
  readonly kept: KeptPlatform;
  readonly say: Say;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: () => number;
}

/** What clients talk to, and what it stands on. */
export class ClientSide implements AsyncDisposable {
  readonly door: ClientDoor;
  readonly files: ConfigFiles;
  readonly #directory: ClientDirectory;
  readonly #say: Say;

  private constructor({ platform, spool, kept, say, now }: ClientSideParts, files: ConfigFiles) {
    this.files = files;
    this.#say = say;
    this.#directory = new ClientDirectory({ kept: kept.clients, ask: platform.clients, now });
    const { record, putInventory } = new SpoolWriter(spool, now);
    this.door = new ClientDoor({
      ...{
        tenantId: platform.tenantId,
        now: platform.now,
        log: sayingLog(say, platform.now),
        files,
        record,
        putInventory,
      },
      ...{ findClient: this.#directory.find, enroll: platform.enroll },
    });
  }

  static async open(parts: ClientSideParts): Promise<ClientSide> {
    const { platform, kept, now } = parts;
    const files = await ConfigFiles.open({
      ...{ tenantId: platform.tenantId, kept: kept.files, fetch: platform.configSignedBy, now },
    });
    return new ClientSide(parts, files);
  }

  /** Their standing may be another by now. Durable when it resolves. */
  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#directory.forget(ids);
    this.door.forget(ids.map((id) => asId<ClientId>(id)));
  }

  /** A file that was verified. Without room on the disk it is handed out all the same. */
  async keep(file: string | null): Promise<void> {
    if (file === null) return;
    const before = this.files.revision;
    try {
      await this.files.keep(file);
    } finally {
      const { revision } = this.files;
      if (revision > before) this.#say({ kind: 'revision', revision });
    }
  }

  /** What was seen and cannot be kept is told by clients again. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.door[Symbol.asyncDispose]().catch((error: unknown) =>
      this.#say({
        kind: 'fault',
        what: 'evidence could not be kept',
        seen: error instanceof Error ? error.message : String(error),
      }),
    );
  }
}
