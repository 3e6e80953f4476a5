import type { SitePlan } from '@causeway/changes';
import { explain, type Verdict } from '@causeway/reachability';
import type { Notice } from '../notices/notice.ts';
import { formatLeft } from '../watch/format-left.ts';
import type { Lifetime } from '../watch/notice-steps.ts';

/** Clients named in one notice; the crossing has all of them. */
const NAMED = 20;

/** A certificate that ends while another is on its way. */
export interface Ending {
  readonly name: string;
  /** Name of the certificate that follows it. */
  readonly coming: string;
  readonly lifetime: Lifetime;
}

export interface Deadline {
  readonly series: string;
  readonly step: number;
  readonly site: SitePlan;
  readonly ending: Ending;
  readonly verdict: Verdict;
  readonly now: number;
}

/** Who has not crossed, why, and what to do about it. */
export function describeDeadline({ series, step, site, ending, verdict, now }: Deadline): Notice {
  const { tenant } = site;
  const { name, coming, lifetime } = ending;
  const { blockers, counts } = verdict;
  const named = blockers.slice(0, NAMED).map((one) => `${one.name}: ${explain(one.reason).sentence}`);
  const more = counts.blocking > NAMED ? [`… and ${counts.blocking - NAMED} more`] : [];
  const clients = counts.blocking === 1 ? '1 client has' : `${counts.blocking} clients have`;
  return {
    ...{ series, step, kind: 'crossing-deadline', subject: tenant, severity: 'error' },
    text: [
      `Certificate ${name} of tenant ${tenant} ${describeEnd(lifetime, now)}, and ${clients} not proven ${coming}, which follows it.`,
      ...named,
      ...more,
      `\`causeway crossing show ${tenant}\` shows all of them with the remedy; one that may be left behind can be waived.`,
    ].join('\n'),
    details: { tenant, certificate: name, coming, notAfter: lifetime.notAfter, blockers, counts },
  };
}

function describeEnd({ notAfter }: Lifetime, now: number): string {
  return now >= notAfter
    ? `ended ${formatLeft(now - notAfter)} ago`
    : `ends in ${formatLeft(notAfter - now)}`;
}
