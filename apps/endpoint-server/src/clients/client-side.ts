import { asId, type ClientId } from '@causeway/contract';
import type { ForeignAgents } from '@causeway/contract/upstream-messages';
import {
  ClientDoor,
  type Enroll,
  FORMER_LABEL,
  type KeptPlatform,
  type Observation,
  type Spool,
} from '@causeway/endpoint';
import { readSignatures } from '@causeway/message-signatures';
import type { Say } from '../events/endpoint-event.ts';
import { sayingLog } from '../events/saying-log.ts';
import type { Platform } from '../upstream/platform.ts';
import { ClientDirectory } from './client-directory.ts';
import { ConfigFiles } from './config-files.ts';
import { ForeignIntake } from './foreign-intake.ts';
import { SpoolWriter } from './spool-writer.ts';

export interface ClientSideParts {
  readonly platform: Platform;
  readonly spool: Spool;
  readonly kept: KeptPlatform;
  readonly say: Say;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: () => number;
  /** How foreign agents are taken in, as the platform said it last. */
  readonly foreignAgents: () => ForeignAgents | undefined;
}

/** What clients talk to, and what it stands on. */
export class ClientSide implements AsyncDisposable {
  readonly door: ClientDoor;
  readonly files: ConfigFiles;
  readonly #directory: ClientDirectory;
  readonly #say: Say;

  readonly #platform: Platform;
  readonly #writer: SpoolWriter;

  private constructor(parts: ClientSideParts, files: ConfigFiles) {
    const { platform, spool, kept, say, now, foreignAgents: settings } = parts;
    const { tenantId } = platform;
    this.files = files;
    this.#say = say;
    this.#platform = platform;
    this.#directory = new ClientDirectory({ kept: kept.clients, ask: platform.clients, now });
    this.#writer = new SpoolWriter(spool, now);
    const { putInventory, putDiagnostics, putForeign: put } = this.#writer;
    const findClient = this.#directory.find;
    this.door = new ClientDoor({
      ...{ tenantId, now: platform.now, log: sayingLog(say, platform.now), files },
      ...{ findClient, record: this.#record, putInventory, putDiagnostics, enroll: this.#enroll },
      foreign: new ForeignIntake({ tenantId, settings, findClient, put }).door,
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

  /** What was done is not asked for again while the platform has yet to hear of it. */
  readonly #record = async (observations: readonly Observation[]): Promise<void> => {
    await this.#writer.record(observations);
    for (const { clientId, done } of observations)
      if (done !== undefined)
        await this.#directory.finish(
          clientId,
          done.map(({ id }) => id),
        );
  };

  /** A client that has a new key is known by it from now on, before the platform says that it changed. */
  readonly #enroll: Enroll = async (request, arrival) => {
    const answer = await this.#platform.enroll(request, arrival);
    const former = answer.status < 300 ? readSignatures(request.headers).get(FORMER_LABEL) : undefined;
    if (former !== undefined) await this.forget([former.keyId]);
    return answer;
  };

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
