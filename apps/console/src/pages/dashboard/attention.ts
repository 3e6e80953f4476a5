import type { CrossingView, EndpointServerView } from '@causeway/contract/admin';
import { formatNumber } from '../../app/format.ts';
import * as texts from '../../texts/index.ts';

const { attention: says } = texts.dashboard;

/** What the dashboard knows; undefined is what is not known yet. */
export interface Known {
  readonly crossing: Pick<CrossingView, 'isUnderWay' | 'counts'> | undefined;
  readonly duplicates: { readonly count: number; readonly isMore: boolean } | undefined;
  readonly silent: { readonly count: number | undefined; readonly filter: string };
  /** Endpoint servers that want a look. */
  readonly servers: number | undefined;
}

/** Something that somebody should look at, and where; the worst first. */
export interface Matter {
  readonly tone: 'bad' | 'warning';
  readonly text: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

export function attentionOf({ crossing, duplicates, silent, servers }: Known): Matter[] {
  const blocking = crossing?.isUnderWay ? crossing.counts.blocking : 0;
  return [
    ...(blocking === 0
      ? []
      : [{ tone: 'bad' as const, text: says.blocking(blocking, formatNumber(blocking)), to: '/crossing' }]),
    ...some(servers, says.servers, '/endpoint-servers'),
    ...(duplicates === undefined ? [] : pairs(duplicates)),
    ...some(silent.count, says.silent, '/computers', { filter: silent.filter }),
  ];
}

function pairs({ count, isMore }: NonNullable<Known['duplicates']>): Matter[] {
  const say = (_count: number, said: string) => says.duplicates(count, isMore ? says.atLeast(said) : said);
  return some(count, say, '/duplicates');
}

function some(
  count: number | undefined,
  say: (count: number, said: string) => string,
  to: string,
  search?: Matter['search'],
): Matter[] {
  if (count === undefined || count === 0) return [];
  return [
    { tone: 'warning', text: say(count, formatNumber(count)), to, ...(search !== undefined && { search }) },
  ];
}

/** Whether it waits to be authorized, or does not do as it should. */
export function wantsLook({ state, lag, trouble, isAway }: LookedAt): boolean {
  if (state === 'retired') return false;
  return state === 'pending' || lag !== null || trouble !== null || isAway;
}

type LookedAt = Pick<EndpointServerView, 'state' | 'lag' | 'trouble' | 'isAway'>;
