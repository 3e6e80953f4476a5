import type { AnyRoute } from '@tanstack/react-router';
import { page } from './page.ts';

/** The pages that both sites have. */
export function sharedPages(parent: AnyRoute): AnyRoute[] {
  return [
    page(parent, '/changes', () => import('../pages/changes/ChangesPage.tsx')),
    page(parent, '/changes/$id', () => import('../pages/changes/ChangePage.tsx')),
    page(parent, '/users', () => import('../pages/users/UsersPage.tsx')),
    page(parent, '/roles', () => import('../pages/users/RolesPage.tsx')),
    page(parent, '/api-tokens', () => import('../pages/api-tokens/ApiTokensPage.tsx')),
    page(parent, '/audit', () => import('../pages/audit/AuditPage.tsx')),
    page(parent, '/account', () => import('../pages/account/AccountPage.tsx')),
    page(parent, '/about', () => import('../pages/about/AboutPage.tsx')),
  ];
}
