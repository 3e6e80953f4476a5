import type { Notice, NoticeSeverity } from '../notices/notice.ts';
import { formatLeft } from './format-left.ts';
import { dueStep, isOver } from './notice-steps.ts';
import type { Watched, WatchedUser } from './watched.ts';

/** From the fourth step on, a twenty-fourth of the lifetime, waiting for the next step is a risk. */
const URGENT_FROM_STEP = 3;

/** The notice of the newest due step of everything that somebody uses; nothing for what is renewed in time by itself. */
export function planNotices(watched: readonly Watched[], now: number): Notice[] {
  return watched.filter(({ users }) => users.length > 0).flatMap((one) => planNotice(one, now) ?? []);
}

function planNotice(one: Watched, now: number): Notice | undefined {
  const step = dueStep(one, now);
  if (step === undefined) return undefined;
  const { kind, name, sha256, notAfter, users } = one;
  return {
    series: `expiry/${kind}/${sha256}`,
    step,
    kind: `${kind}-expiry`,
    subject: name,
    severity: urgencyOf(one, step, now),
    text: `${describeEnd(one, now)} ${describeUsers(users)} ${REMEDIES[kind]}`,
    details: { sha256, notAfter, users },
  };
}

/** How urgent an end is: `ok` while no step has come, `notice` at most when nobody is concerned. */
export function severityOf(one: Watched, now: number): NoticeSeverity | 'ok' {
  const step = dueStep(one, now);
  if (step === undefined) return 'ok';
  if (one.users.length === 0) return 'notice';
  return urgencyOf(one, step, now);
}

function urgencyOf(one: Watched, step: number, now: number): 'warning' | 'error' {
  return isOver(one, now) || step >= URGENT_FROM_STEP ? 'error' : 'warning';
}

const REMEDIES: Readonly<Record<Watched['kind'], string>> = {
  certificate: 'Renew it or take another: `causeway tenant configure TENANT --certificate NAME`.',
  anchor:
    'Take a certificate under another trust anchor: `causeway tenant configure TENANT --certificate NAME`; ' +
    'clients have to learn the new anchor while this one still holds.',
};

function describeEnd(one: Watched, now: number): string {
  const { kind, name, notAfter } = one;
  const what = kind === 'certificate' ? `Certificate ${JSON.stringify(name)}` : `Trust anchor ${name}`;
  const at = new Date(notAfter).toISOString().replace(/\.\d+Z$/, 'Z');
  if (isOver(one, now)) return `${what} ended at ${at}, ${formatLeft(now - notAfter)} ago.`;
  return `${what} ends at ${at}, in ${formatLeft(notAfter - now)}.`;
}

function describeUsers(users: readonly WatchedUser[]): string {
  const named = users.map(({ kind, name, addresses }) => {
    const who = kind === 'console' ? 'the console' : `tenant ${name}`;
    return addresses.length === 0 ? who : `${who} at ${addresses.join(' and ')}`;
  });
  return `It is used by ${named.join(', ')}.`;
}
