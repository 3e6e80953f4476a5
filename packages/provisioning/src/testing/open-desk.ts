import { AccessDesk } from '../access/access-desk.ts';
import type { Caller } from '../access/credentials-desk.ts';
import type { Reach } from '../access/reach.ts';
import { openTestStore } from './open-store.ts';

export const password = 'correct horse battery staple';
export const from = '192.0.2.7';
/** Whose requests are sent where it does not matter by whom. */
export const somebody: Caller = { scheme: 'https', from, userAgent: null };

/** For tests: the access desk of provisioning, with nobody in it and a clock to set. */
export async function openDesk() {
  const store = await openTestStore();
  const clock = { now: Date.UTC(2026, 10, 24) };
  const deskAt = (reach: Reach) => new AccessDesk({ store, now: () => clock.now, reach });
  const desk = deskAt(null);
  return { store, clock, desk, deskAt, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

/** With ada as its first admin. */
export async function openWithAdmin() {
  const opened = await openDesk();
  const token = (await opened.desk.issueSetUpSecret()) ?? '';
  const issued = await opened.desk.setUp({ token, name: 'ada', password }, from);
  const me = await opened.desk.credentials.authenticate(issued.secret, somebody);
  return { ...opened, token, issued, me };
}
