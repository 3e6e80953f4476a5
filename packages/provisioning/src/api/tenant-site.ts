import { provisioningErrors } from '../errors.ts';
import type { Provisioning } from '../provisioning.ts';
import { addSignInRoute, addSignOutRoute } from './access-routes.ts';
import { TENANT_SITE_BODY_LIMIT } from './body-limits.ts';
import type { Api } from './create-app.ts';
import { type EntranceOf, guard } from './guard.ts';
import type { Entrance } from './identity.ts';
import { addOwnRoutes } from './own-routes.ts';
import { refuseOthersCertificate } from './refuse-others-certificate.ts';
import { addTenantScopedRoutes } from './tenant-scoped-routes.ts';

/**
 * The API at a tenant's own address: all of it below `/tenants/:name`, for the tenant's own users. `entranceOf` says
 * which tenant was called. Of every other it knows nothing, not even whether there is one.
 */
export async function addTenantSiteRoutes(
  routes: Api,
  provisioning: Provisioning,
  entranceOf: EntranceOf,
): Promise<void> {
  routes.addHook('onRequest', async (request) =>
    refuseOtherTenant(request.params, await entranceOf(request)),
  );
  const prefix = '/tenants/:name';
  await routes.register(async (open: Api) => addSignInRoute(open, provisioning, entranceOf), { prefix });
  await routes.register(async (own: Api) => {
    guard(own, entranceOf, TENANT_SITE_BODY_LIMIT);
    own.addHook('preHandler', async ({ body, entrance: { access } }) =>
      refuseOthersCertificate(body, access.reach, provisioning),
    );
    addTenantScopedRoutes(own, provisioning);
    await own.register(async (mine: Api) => addMine(mine, provisioning), { prefix });
  });
}

function addMine(routes: Api, provisioning: Provisioning): void {
  addSignOutRoute(routes);
  addOwnRoutes(routes, provisioning);
}

/** The same for a tenant that there is and for one that there is not. @throws TENANT_NOT_FOUND */
function refuseOtherTenant(params: unknown, { access: { reach } }: Entrance): void {
  const name = typeof params === 'object' && params !== null && 'name' in params ? params.name : undefined;
  if (reach !== null && name === reach.name) return;
  throw provisioningErrors.error('TENANT_NOT_FOUND', {
    seen: JSON.stringify(name),
    expected: JSON.stringify(reach?.name),
    hint: 'This is the platform of one tenant: use its own name.',
  });
}
