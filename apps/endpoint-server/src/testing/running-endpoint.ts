import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalSite } from '@causeway/contract/upstream-messages';
import type { TemporaryFolder } from '@causeway/testkit';
import { ControlClient } from '../control/control-client.ts';
import type { EndpointEvent } from '../events/endpoint-event.ts';
import { formatEvent } from '../events/format-event.ts';
import { runEndpointServer } from '../run-endpoint-server.ts';
import { type StateFolder, stateFolderAt } from '../state/state-folder.ts';
import type { TestPlatform } from './test-platform.ts';

const LIMIT_MS = 20_000;

/** One endpoint server within this process, from its start to its end. */
export class RunningEndpoint implements AsyncDisposable {
  readonly said: EndpointEvent[] = [];
  readonly folder: StateFolder;
  readonly control: ControlClient;
  readonly #stop = new AbortController();
  readonly #run: Promise<void>;

  /** With a platform it joins that when it is not joined yet. */
  constructor(folder: TemporaryFolder, proposed: LocalSite, platform?: TestPlatform) {
    this.folder = stateFolderAt(folder.file('s'), process.platform);
    this.control = new ControlClient(this.folder.control, new AbortController().signal);
    this.#run = runEndpointServer({
      ...{ folder: this.folder, now: Date.now, signal: this.#stop.signal },
      say: (event) => void this.said.push(event),
      joining: async () => {
        if (platform === undefined) throw new Error('it should have joined before');
        const token = await platform.token('endpoint-server');
        return { server: platform.address, token, name: 'dmz' };
      },
      settings: { proposed: (before) => before ?? proposed, maxBytes: 50_000_000, metrics: undefined },
    });
  }

  /** Resolves when it said that, at the latest now. */
  async until(kind: EndpointEvent['kind']): Promise<void> {
    await this.untilTrue(() => this.said.some((event) => event.kind === kind), kind);
  }

  async untilTrue(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
    const ended = this.#run.then(() => 'stopped' as const);
    for (const startedAt = Date.now(); Date.now() - startedAt < LIMIT_MS; ) {
      if (await isTrue()) return;
      if ((await Promise.race([ended, sleep(10)])) === 'stopped') break;
    }
    throw new Error(`not ${what} in time:\n${this.said.map(formatEvent).join('\n')}`);
  }

  get kinds(): readonly string[] {
    return this.said.map(({ kind }) => kind);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#run;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#run.catch(() => {});
  }
}
