import { pino } from 'pino';
import { PREFIX } from '../api/api.ts';
import { type Api, createApp } from '../api/create-app.ts';
import { addTenantSiteRoutes } from '../api/tenant-site.ts';
import type { Provisioning } from '../provisioning.ts';
import type { Asked } from './signed-in-api.ts';

/** For tests: the API at the address of one tenant, not listening. Its OpenAPI document is asked for as elsewhere. */
export async function startTenantSite(provisioning: Provisioning, tenant: string) {
  const app = await createApp({ log: pino({ level: 'silent' }), version: '0.0.0', tls: {} });
  await app.register(
    async (routes: Api) =>
      addTenantSiteRoutes(routes, provisioning, async ({ ip }) => ({
        access: await provisioning.accessDesks.of(tenant),
        ...{ scheme: 'https', from: ip },
      })),
    { prefix: PREFIX },
  );
  await app.ready();
  return {
    document: () => app.swagger(),
    async ask({ method, path, body, secret, headers }: Asked) {
      const answer = await app.inject({
        ...{ method, url: path },
        headers: { ...(secret !== undefined && { authorization: `Bearer ${secret}` }), ...headers },
        ...(body !== undefined && { payload: body as object }),
      });
      return { status: answer.statusCode, text: answer.body, headers: answer.headers };
    },
    [Symbol.asyncDispose]: async () => app.close(),
  };
}
