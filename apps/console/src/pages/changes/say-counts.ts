import { formatNumber } from '../../app/format.ts';
import * as texts from '../../texts/index.ts';
import type { Counts } from './read-detail.ts';

const says = texts.changes;

/** How many have proven it, of those that a crossing asks: none that is retired. */
export function sayCounts({ proven, blocking, sleeping, waived }: Counts): string {
  const all = proven + blocking + sleeping + waived;
  if (all === 0) return says.noClient;
  return says.counts(
    all === 1 ? says.oneClient(proven === 1) : says.allClients(formatNumber(proven), formatNumber(all)),
    { blocking: formatNumber(blocking), sleeping: formatNumber(sleeping), waived: formatNumber(waived) },
  );
}
