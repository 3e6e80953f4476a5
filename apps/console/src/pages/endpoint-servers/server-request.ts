import type { ConfigureEndpointServer, EndpointServerView, SiteView } from '@causeway/contract/admin';
import { type SiteForm, whatDiffers } from '../tenants/site-form.ts';
import { siteOfLocal } from './local-site.ts';

/** A pending one proposes its site; of any other it is what is saved. */
export function siteToStartFrom({ state, proposed, saved }: EndpointServerView): SiteView {
  return state === 'pending' ? siteOfLocal(proposed, saved.certificate) : saved;
}

/** What would be sent; undefined when nothing would change. To authorize is a change, even just as proposed. */
export function serverRequest(
  server: EndpointServerView,
  form: SiteForm,
  now: boolean,
): ConfigureEndpointServer | undefined {
  const differing = whatDiffers(siteToStartFrom(server), form);
  if (differing === undefined && server.state !== 'pending') return undefined;
  const { hostname, binding, httpPort, httpsPort, certificate, rescue } = differing ?? {};
  return {
    ...(hostname !== undefined && { hostname }),
    ...(binding !== undefined && { binding }),
    ...(httpPort !== undefined && { httpPort }),
    ...(httpsPort !== undefined && { httpsPort }),
    ...(certificate !== undefined && { certificate }),
    ...(rescue !== undefined && { rescue }),
    ...(now && { now }),
  };
}
