import type { LocalSite, Offer, OfferedListener } from '@causeway/contract/upstream-messages';
import type { Target } from '../serving/target.ts';

/** What is served, as a site: what a configuration begins with. What an offer does not say is as it was proposed. */
export function siteOf(target: Target, proposed: LocalSite): LocalSite {
  switch (target.kind) {
    case 'nothing':
      return proposed;
    case 'local':
      return target.local.site;
    case 'offer':
      return siteOfOffer(target.offer, proposed);
  }
}

function siteOfOffer({ listeners }: Offer, proposed: LocalSite): LocalSite {
  const [first] = listeners;
  if (first === undefined) return proposed;
  const { proxy: _, ...usual } = proposed;
  const http = listeners.find(({ scheme }) => scheme === 'http');
  const https = listeners.find(({ scheme }) => scheme === 'https');
  return {
    ...{ ...usual, hostname: first.hostname, binding: bindingOf(listeners) },
    httpPort: http?.port ?? proposed.httpPort,
    httpsPort: https?.port ?? proposed.httpsPort,
    rescue: bindingOf(listeners) === 'https' ? http !== undefined : proposed.rescue,
    ...(first.proxy !== undefined && { proxy: first.proxy }),
  };
}

function bindingOf(listeners: readonly OfferedListener[]): LocalSite['binding'] {
  const whole = listeners.filter(({ serves }) => serves === 'everything').map(({ scheme }) => scheme);
  if (!whole.includes('https')) return 'http';
  return whole.includes('http') ? 'http+https' : 'https';
}
