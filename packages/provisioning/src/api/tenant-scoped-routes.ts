import type { Provisioning } from '../provisioning.ts';
import { addActionRoutes } from './action-routes.ts';
import { addApiTokenRoutes } from './api-token-routes.ts';
import { addTenantAuditRoute } from './audit-routes.ts';
import { addClientRoutes } from './client-routes.ts';
import { addComputerRoutes } from './computer-routes.ts';
import type { Api } from './create-app.ts';
import { addCrossingRoutes } from './crossing-routes.ts';
import { addEndpointServerRoutes } from './endpoint-server-routes.ts';
import { addGroupRoutes } from './group-routes.ts';
import { addTenantChangeRoutes } from './tenant-change-routes.ts';
import { addTenantScopeRoutes } from './tenant-scope-routes.ts';
import { tenantPlace } from './user-place.ts';
import { addUserRoutes } from './user-routes.ts';

/** What is about one tenant: all of it has the tenant's name in its path, and its own users have it, too. */
export function addTenantScopedRoutes(routes: Api, provisioning: Provisioning): void {
  addTenantScopeRoutes(routes, provisioning);
  addCrossingRoutes(routes, provisioning);
  addClientRoutes(routes, provisioning);
  addComputerRoutes(routes, provisioning);
  addActionRoutes(routes, provisioning);
  addGroupRoutes(routes, provisioning);
  addEndpointServerRoutes(routes, provisioning);
  addTenantChangeRoutes(routes, provisioning);
  addUserRoutes(routes, provisioning, tenantPlace(provisioning));
  addApiTokenRoutes(routes, provisioning, tenantPlace(provisioning));
  addTenantAuditRoute(routes, provisioning);
}
