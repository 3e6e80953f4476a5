import { browserHeaders } from '@causeway/bindings';
import type { Provisioning } from '../provisioning.ts';
import type { Api } from './api.ts';

/** Every answer of the console tells browsers how to take it; a route of its own mind sets over it. */
export function addBrowserHeaders(app: Api, provisioning: Provisioning): void {
  app.addHook('onRequest', async ({ hostname }, reply) => {
    reply.headers(browserHeaders(hostname, provisioning.isHttpServed(hostname)));
  });
}
