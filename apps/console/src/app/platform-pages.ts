import type { AnyRoute } from '@tanstack/react-router';
import { page } from './page.ts';
import { sharedPages } from './shared-pages.ts';
import { tenantPages } from './tenant-pages.ts';

export function platformPages(root: AnyRoute): AnyRoute[] {
  return [
    page(root, '/', () => import('../pages/dashboard/DashboardPage.tsx')),
    ...tenantPages(root),
    ...sharedPages(root),
  ];
}
