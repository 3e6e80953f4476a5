import type { CrossingView, SiteInfo, SiteView } from '@causeway/contract/admin';
import * as texts from '../../texts/index.ts';

const { switchNow: says } = texts.crossing;

interface Situation {
  readonly view: Pick<CrossingView, 'change' | 'isUnderWay' | 'verdict' | 'counts'>;
  /** As saved; undefined until it is known. */
  readonly binding: SiteView['binding'] | undefined;
  readonly site: SiteInfo['kind'];
}

/** Why a tenant cannot be switched to HTTPS at this moment; undefined when it can. */
export function whyNotNow({ view, binding, site }: Situation): string | undefined {
  if (site === 'platform') return says.atProvisioning;
  if (view.change !== null) return says.changing;
  if (!view.isUnderWay) return says.nothing;
  if (binding === undefined) return says.waiting;
  if (binding !== 'http+https') return says.notOnBoth;
  return view.verdict === 'allowed' ? undefined : says.refused(view.counts.blocking);
}
