import type { CreateTenant } from '@causeway/contract/admin';
import { proxyOf, type SiteForm } from './site-form.ts';

export interface TenantForm extends SiteForm {
  readonly name: string;
}

/** As a tenant is when nothing is chosen. */
export const firstForm: TenantForm = {
  ...{ name: '', hostname: '', binding: 'http', httpPort: 80, httpsPort: 443, certificate: null },
  ...{ rescue: true, proxy: null },
};

/** What would be sent; undefined while too little is said to ask the server about. */
export function requestOf(form: TenantForm): CreateTenant | undefined {
  const [name, hostname] = [form.name.trim(), form.hostname.trim()];
  if (name === '' || hostname === '') return undefined;
  const { binding, httpPort, httpsPort, certificate } = form;
  const proxy = proxyOf(form);
  return {
    ...{ name, hostname, binding, httpPort, httpsPort },
    ...(binding !== 'http' && certificate !== null && { certificate }),
    ...(proxy && { proxy }),
  };
}
