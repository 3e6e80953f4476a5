import { openTestStore } from '../../testing/open-store.ts';
import type { SendNotice } from '../delivery-round.ts';
import type { Notice, NoticeSource } from '../notice.ts';
import { NoticeWatch } from '../notice-watch.ts';
import { NoticesDesk } from '../notices-desk.ts';
import { createSendNotice } from '../send-notice.ts';
import { FakeTime } from './fake-time.ts';

export const NOON = Date.UTC(2026, 10, 24, 12);

/** A source that has whatever a test gives it. */
export class GivenSource implements NoticeSource {
  notices: Notice[] = [];
  failure: Error | undefined;

  async due(): Promise<Notice[]> {
    if (this.failure !== undefined) throw this.failure;
    return this.notices;
  }
}

/** A watch on a real store and a fake clock, with what it logged. */
export async function startWatching({ send }: { send?: SendNotice } = {}) {
  await using stack = new AsyncDisposableStack();
  const { notices: store } = stack.use(await openTestStore());
  const time = new FakeTime(NOON);
  const sources = [new GivenSource(), new GivenSource()] as const;
  const logged: string[] = [];
  const log = {
    info: (_detail: object, message: string) => void logged.push(message),
    error: (_detail: object, message: string) => void logged.push(message),
  };
  const parts = { sources, store, send: send ?? createSendNotice(time.now), now: time.now, log };
  const desk = new NoticesDesk(parts);
  const watch = stack.use(new NoticeWatch({ ...parts, rest: time.rest }));
  watch.start();
  const rest = stack.move();
  return {
    store,
    time,
    sources,
    logged,
    desk,
    watch,
    /** As a process that starts again on the same data. */
    restart(other: SendNotice): void {
      rest.use(new NoticeWatch({ ...parts, send: other, rest: time.rest })).start();
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}
