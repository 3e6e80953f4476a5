import { BODY_LIMIT } from '@causeway/contract';
import { addPages } from '../pages/add-pages.ts';
import type { Provisioning } from '../provisioning.ts';
import { addSetUpRoute, addSignInRoute, addSignOutRoute } from './access-routes.ts';
import { addAcmeRoutes } from './acme-routes.ts';
import { addBrowserHeaders } from './add-browser-headers.ts';
import { addApiTokenRoutes } from './api-token-routes.ts';
import { addAuditRoute } from './audit-routes.ts';
import { addAuthorityRoutes } from './authority-routes.ts';
import { addCertificateRoutes } from './certificate-routes.ts';
import { addChangeRoutes } from './change-routes.ts';
import { addConsoleRoutes } from './console-routes.ts';
import { type Api, type AppOptions, createApp } from './create-app.ts';
import { addCrossingsRoute } from './crossing-routes.ts';
import { type EntranceOf, guard } from './guard.ts';
import { addMetricsRoute } from './metrics-route.ts';
import { addOpenIdRoutes, addOpenIdSignInRoutes } from './openid-routes.ts';
import { addOwnRoutes } from './own-routes.ts';
import { addRequestRoutes } from './request-routes.ts';
import { addSiteRoute } from './site-route.ts';
import { addTenantRoutes } from './tenant-routes.ts';
import { addTenantScopedRoutes } from './tenant-scoped-routes.ts';
import { provisioningPlace } from './user-place.ts';
import { addUserRoutes } from './user-routes.ts';
import { addWatchRoutes } from './watch-routes.ts';

export type { Api } from './create-app.ts';

export interface ApiOptions extends AppOptions {
  /** What the console's build wrote; without it there are no pages. */
  readonly pages?: string;
}

export const PREFIX = '/api/v1';

/** Provisioning's HTTP API and its pages. Not listening yet: the caller decides where, tests inject. */
export async function createApi(provisioning: Provisioning, options: ApiOptions): Promise<Api> {
  const app = await createApp(options);
  const entranceOf: EntranceOf = ({ ip }) => ({ access: provisioning.access, scheme: 'https', from: ip });
  addBrowserHeaders(app, provisioning);
  await app.register(async (routes: Api) => addPublicRoutes(routes, provisioning, options, entranceOf), {
    prefix: PREFIX,
  });
  await app.register(async (routes: Api) => addGuardedRoutes(routes, provisioning, entranceOf), {
    prefix: PREFIX,
  });
  await app.register(async (routes: Api) => {
    guard(routes, entranceOf, BODY_LIMIT);
    addMetricsRoute(routes, provisioning);
  });
  if (options.pages !== undefined) await addPages(app, options.pages);
  return app;
}

function addPublicRoutes(
  routes: Api,
  provisioning: Provisioning,
  { version }: ApiOptions,
  entranceOf: EntranceOf,
): void {
  addSetUpRoute(routes, provisioning, entranceOf);
  addSignInRoute(routes, provisioning, entranceOf);
  addOpenIdSignInRoutes(routes, provisioning, entranceOf);
  addSiteRoute(routes, async () => ({
    ...{ kind: 'provisioning' as const, version },
    hasAdmin: await provisioning.access.isSetUp(),
    openId: await provisioning.openId.isOn(),
  }));
  routes.get('/health', { schema: { summary: 'Whether the server runs', security: [] } }, async () => ({
    status: 'ok',
  }));
  routes.get('/openapi.json', { schema: { hide: true } }, async () => routes.swagger());
}

function addGuardedRoutes(routes: Api, provisioning: Provisioning, entranceOf: EntranceOf): void {
  guard(routes, entranceOf, BODY_LIMIT);
  addSignOutRoute(routes);
  addOwnRoutes(routes, provisioning);
  addUserRoutes(routes, provisioning, provisioningPlace(provisioning));
  addApiTokenRoutes(routes, provisioning, provisioningPlace(provisioning));
  addOpenIdRoutes(routes, provisioning);
  addAuditRoute(routes, provisioning);
  addTenantScopedRoutes(routes, provisioning);
  addTenantRoutes(routes, provisioning);
  addCrossingsRoute(routes, provisioning);
  addCertificateRoutes(routes, provisioning);
  addAuthorityRoutes(routes, provisioning);
  addRequestRoutes(routes, provisioning);
  addAcmeRoutes(routes, provisioning);
  addChangeRoutes(routes, provisioning);
  addConsoleRoutes(routes, provisioning);
  addWatchRoutes(routes, provisioning);
}
