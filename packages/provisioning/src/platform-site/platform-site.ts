import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressOf, type TenantId } from '@causeway/contract';
import type { Arrival } from '@causeway/endpoint';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiOptions, PREFIX } from '../api/api.ts';
import { type Api, createApp } from '../api/create-app.ts';
import type { EntranceOf } from '../api/guard.ts';
import { addSiteRoute } from '../api/site-route.ts';
import { addTenantSiteRoutes } from '../api/tenant-site.ts';
import { provisioningErrors } from '../errors.ts';
import { addPages } from '../pages/add-pages.ts';
import type { Provisioning } from '../provisioning.ts';
import { noteVisit, visitOf } from './visit.ts';

/** Answers what people ask at the addresses of a tenant. */
export type PlatformSite = (
  tenantId: TenantId,
  request: IncomingMessage,
  response: ServerResponse,
  arrival: Arrival,
) => Promise<void>;

/** The websites of all tenants: the same pages, and of the API what is about the one tenant that was called. */
export async function createPlatformSite(
  provisioning: Provisioning,
  options: ApiOptions,
): Promise<PlatformSite & AsyncDisposable> {
  const app = await createApp(options);
  app.addHook('onRequest', async (request, reply) => keepPrivate(provisioning, request, reply));
  const entranceOf: EntranceOf = async ({ raw }) => {
    const { tenantId, scheme, remoteAddress } = visitOf(raw);
    return { access: await provisioning.accessDesks.ofId(tenantId), scheme, from: remoteAddress };
  };
  await app.register(async (routes: Api) => addPublicRoutes(routes, provisioning, options), {
    prefix: PREFIX,
  });
  await app.register(async (routes: Api) => addTenantSiteRoutes(routes, provisioning, entranceOf), {
    prefix: PREFIX,
  });
  if (options.pages !== undefined) await addPages(app, options.pages);
  await app.ready();
  const handle: PlatformSite = async (tenantId, request, response, arrival) => {
    noteVisit(request, tenantId, arrival);
    app.routing(request, response);
  };
  return Object.assign(handle, { [Symbol.asyncDispose]: () => app.close() });
}

function addPublicRoutes(routes: Api, { store }: Provisioning, { version }: ApiOptions): void {
  addSiteRoute(routes, async ({ raw }) => {
    const { tenantId, scheme } = visitOf(raw);
    const tenant = await store.tenants.find(tenantId);
    if (tenant === undefined)
      throw provisioningErrors.error('TENANT_NOT_SERVED', { seen: `tenant ${tenantId}` });
    return { kind: 'platform' as const, version, tenant: tenant.name, isPrivate: scheme === 'https' };
  });
  routes.get('/openapi.json', { schema: { hide: true } }, async () => routes.swagger());
}

/** Where there is HTTPS nobody signs in over HTTP: pages lead there, and the API says so. */
async function keepPrivate(
  { store }: Provisioning,
  { raw, method, url }: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { tenantId, scheme } = visitOf(raw);
  if (scheme === 'https') return undefined;
  const tenant = await store.tenants.find(tenantId);
  const secure = tenant?.serving.find((one) => one.scheme === 'https' && one.serves === 'everything');
  if (secure === undefined) return undefined;
  const address = addressOf(secure);
  const isPage = (method === 'GET' || method === 'HEAD') && !url.startsWith('/api/');
  if (!isPage) throw provisioningErrors.error('HTTPS_NEEDED', { seen: 'http', expected: address });
  return reply.header('cache-control', 'no-store').redirect(`${withoutDefaultPort(address)}${url}`, 307);
}

/** As a browser shows it. */
function withoutDefaultPort(address: string): string {
  return address.replace(/^(https:.*):443$/, '$1');
}
