import { type AnyRoute, createRoute, redirect } from '@tanstack/react-router';
import { certificatePages } from './certificate-pages.ts';
import { page } from './page.ts';
import { sharedPages } from './shared-pages.ts';
import { tenantPages } from './tenant-pages.ts';

export function provisioningPages(root: AnyRoute): AnyRoute[] {
  const tenant = page(root, '/tenants/$tenant', () => import('../pages/tenants/TenantPage.tsx'));
  tenant.addChildren([
    page(tenant, '/', () => import('../pages/tenants/GeneralTab.tsx')),
    page(tenant, '/website', () => import('../pages/tenants/WebsiteTab.tsx')),
    page(tenant, '/database', () => import('../pages/tenants/DatabaseTab.tsx')),
    page(tenant, '/danger', () => import('../pages/tenants/DangerTab.tsx')),
    page(tenant, '/users', () => import('../pages/users/UsersPage.tsx')),
    page(tenant, '/api-tokens', () => import('../pages/api-tokens/ApiTokensPage.tsx')),
    ...tenantPages(tenant),
  ]);
  return [
    toTenants(root, '/'),
    // Where the link for the first admin leads, once there is one.
    toTenants(root, '/setup'),
    page(root, '/tenants', () => import('../pages/tenants/TenantsPage.tsx')),
    // No tenant is called so.
    page(root, '/tenants/_new', () => import('../pages/tenants/NewTenantPage.tsx')),
    tenant,
    ...certificatePages(root),
    ...sharedPages(root),
  ];
}

function toTenants(root: AnyRoute, path: string): AnyRoute {
  return createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: () => {
      throw redirect({ to: '/tenants' });
    },
  });
}
