import type { ConfigureTenant, SiteView } from '@causeway/contract/admin';

/** What the Website tab lets one choose. */
export interface SiteForm
  extends Pick<SiteView, 'hostname' | 'binding' | 'httpPort' | 'httpsPort' | 'certificate' | 'rescue'> {
  /** Null when clients dial us themselves. */
  readonly proxy: { readonly from: string; readonly port: number } | null;
}

const fields = ['hostname', 'binding', 'httpPort', 'httpsPort', 'certificate', 'rescue', 'proxy'] as const;

export function siteFormOf(saved: SiteView): SiteForm {
  const { hostname, binding, httpPort, httpsPort, certificate, rescue, proxy } = saved;
  return {
    ...{ hostname, binding, httpPort, httpsPort, certificate, rescue },
    proxy: proxy && { from: proxy.from.join(', '), port: proxy.port },
  };
}

/** What would be sent: the parts that are not as saved; undefined when there are none. */
export function whatDiffers(saved: SiteView, form: SiteForm): ConfigureTenant | undefined {
  const before = siteFormOf(saved);
  const differing = fields.filter((field) => JSON.stringify(form[field]) !== JSON.stringify(before[field]));
  const sent = differing.filter((field) => isAskedFor(field, form));
  if (sent.length === 0) return undefined;
  return Object.fromEntries(sent.map((field) => [field, field === 'proxy' ? proxyOf(form) : form[field]]));
}

/** Whether a field says anything under the binding that is chosen: what is hidden was typed under another one. */
function isAskedFor(field: (typeof fields)[number], form: SiteForm): boolean {
  const { binding, rescue, certificate } = form;
  if (field === 'rescue') return binding === 'https';
  if (field === 'httpsPort') return binding !== 'http';
  if (field === 'certificate') return binding !== 'http' && certificate !== null;
  // The rescue path is served on it.
  return field !== 'httpPort' || binding !== 'https' || rescue;
}

export function proxyOf({ proxy }: SiteForm): ConfigureTenant['proxy'] {
  const from = proxy?.from.split(/[\s,]+/).filter((one) => one !== '') ?? [];
  return proxy && { from, port: proxy.port };
}
