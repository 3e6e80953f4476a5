import type { EndpointServerView, SiteView } from '@causeway/contract/admin';

/** A site as an endpoint server itself tells of it, in the form in which sites are shown. */
export function siteOfLocal(
  { hostname, binding, httpPort, httpsPort, rescue, proxy }: EndpointServerView['proposed'],
  certificate: string | null,
): SiteView {
  return {
    ...{ hostname, binding, httpPort, httpsPort, rescue, certificate },
    proxy: proxy === undefined ? null : { from: [...proxy.from], port: proxy.port },
  };
}
