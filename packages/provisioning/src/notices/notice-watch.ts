import { deliverDue, type SendNotice } from './delivery-round.ts';
import { freshNotices, type NoticeSource } from './notice.ts';
import type { NoticeStore } from './notice-store.ts';

export interface NoticeLog {
  info(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

export interface NoticeWatchOptions {
  readonly sources: readonly NoticeSource[];
  readonly store: NoticeStore;
  readonly send: SendNotice;
  readonly now: () => number;
  /** Waits; rejects when the signal is aborted. */
  readonly rest: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: NoticeLog;
}

/** A fraction of the shortest step, an hour; and the shortest pause between two tries. */
const LOOK_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
/** Longer than what is told of a certificate of a year; what still holds by then is told once more. */
const KEPT_MS = 400 * DAY_MS;

/** Looks every minute for what somebody should be told, keeps it for a year, and sends it until it has arrived. */
export class NoticeWatch implements AsyncDisposable {
  readonly #options: NoticeWatchOptions;
  readonly #stop = new AbortController();
  #loop: Promise<void> | undefined;
  #forgotAt = Number.NEGATIVE_INFINITY;

  constructor(options: NoticeWatchOptions) {
    this.#options = options;
  }

  /** Starts to look; the first look is a minute away, when a server that just started serves its tenants again. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /** Stops; what is being sent at this moment is sent again after the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  /** One look, and one try of everything that is due. Runs by itself, too. */
  async look(): Promise<void> {
    const { sources, store, send, now, log } = this.#options;
    await Promise.all(sources.map((source) => this.#raiseDue(source)));
    await deliverDue({ store, send, now, log, signal: this.#stop.signal });
    await this.#forgetOld();
  }

  /** About once a day. */
  async #forgetOld(): Promise<void> {
    const { store, now } = this.#options;
    if (Math.abs(now() - this.#forgotAt) < DAY_MS) return;
    this.#forgotAt = now();
    await store.forget(now() - KEPT_MS);
  }

  /** A source that fails must not silence the others. */
  async #raiseDue(source: NoticeSource): Promise<void> {
    const { store, now, log } = this.#options;
    try {
      const due = await source.due(now());
      const last = await store.lastSteps(due.map(({ series }) => series));
      for (const notice of freshNotices(due, last)) {
        await store.raise(notice, now());
        log.info({ notice: notice.series, step: notice.step, severity: notice.severity }, notice.text);
      }
    } catch (error) {
      log.error({ err: error }, 'a source of notices failed; it is asked again in a minute');
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#options.rest(LOOK_EVERY_MS, signal);
        await this.look();
      } catch (error) {
        if (!signal.aborted) this.#options.log.error({ err: error }, 'the notice watch failed; it goes on');
      }
    }
  }
}
