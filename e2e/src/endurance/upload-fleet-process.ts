import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RunningProcess } from '@causeway/testkit';
import { type JournalEntry, numbersOf, type Remembered, readJournals } from './journal.ts';
import type { UploadFleetOptions } from './upload-fleet.ts';

const script = fileURLToPath(new URL('upload-fleet.ts', import.meta.url));
/** What was begun is answered by then, whatever is slow: batches that wait, a back-off. */
const FINISH_LIMIT_MS = 120_000;

/** A fleet of clients in a process of its own, in whatever network it lives, and what they remember. */
export class UploadFleetProcess implements AsyncDisposable {
  readonly #process: RunningProcess;
  readonly #folder: string;

  private constructor(process: RunningProcess, folder: string) {
    this.#process = process;
    this.#folder = folder;
  }

  /** Resolves when all its clients have joined, and upload. */
  static async start(
    options: UploadFleetOptions,
    within: readonly string[] | undefined,
  ): Promise<UploadFleetProcess> {
    mkdirSync(options.folder, { recursive: true });
    const process = RunningProcess.start(script, [JSON.stringify(options)], { within });
    await process.waitFor(/all have joined/);
    return new UploadFleetProcess(process, options.folder);
  }

  get remembered(): Remembered[] {
    return readJournals(this.#folder);
  }

  get answered(): number {
    return this.remembered.reduce((sum, one) => sum + numbersOf(one, 'answered').size, 0);
  }

  /** Every upload that got no answer, or another than it should. */
  get failures(): (JournalEntry & { readonly kind: 'failed' })[] {
    return this.remembered.flatMap(({ entries }) => entries).filter((entry) => entry.kind === 'failed');
  }

  /** How many failed, by code. */
  get failuresByCode(): Readonly<Record<string, number>> {
    const byCode = Object.groupBy(this.failures, ({ code }) => code);
    return Object.fromEntries(Object.entries(byCode).map(([code, failed = []]) => [code, failed.length]));
  }

  /** Resolves when everything that was begun is answered. */
  async finish(): Promise<void> {
    const limit = AbortSignal.timeout(FINISH_LIMIT_MS);
    limit.addEventListener('abort', () => void this.#process.stop('SIGKILL'));
    const { code, stderr } = await this.#process.stop();
    if (code !== 0) throw new Error(`the fleet ended with ${code}:\n${stderr.slice(-2_000)}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
