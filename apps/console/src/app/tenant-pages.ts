import type { AnyRoute } from '@tanstack/react-router';
import { clientPages } from './client-pages.ts';
import { inventoryPages } from './inventory-pages.ts';
import { page } from './page.ts';

/** The pages about one tenant, below whatever leads to it. */
export function tenantPages(parent: AnyRoute): AnyRoute[] {
  return [
    page(parent, '/crossing', () => import('../pages/crossing/CrossingPage.tsx')),
    ...clientPages(parent),
    ...inventoryPages(parent),
  ];
}
