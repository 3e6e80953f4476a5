import type { SiteView } from '@causeway/contract/admin';
import * as texts from '../../texts/index.ts';

/** In one line: `inventory.acme.example, HTTP + HTTPS, ports 80 and 443, certificate acme-2026`. */
export function describeSite({ hostname, binding, httpPort, httpsPort, certificate }: SiteView): string {
  const ports = [...(binding === 'https' ? [] : [httpPort]), ...(binding === 'http' ? [] : [httpsPort])];
  return texts.tenantTabs.general.site({
    ...{ hostname, binding: texts.tenants.bindings[binding], ports },
    certificate: binding === 'http' ? null : certificate,
  });
}

/** *Saved* and *in force* are different facts (DESIGN rule 8). */
export function isInForce(saved: SiteView, inForce: SiteView): boolean {
  return JSON.stringify(saved) === JSON.stringify(inForce);
}
