import { createRootRoute, createRouter, Outlet } from '@tanstack/react-router';
import { NotFoundPage } from '../pages/NotFoundPage.tsx';
import { FailedPage } from './FailedPage.tsx';
import { platformPages } from './platform-pages.ts';
import { provisioningPages } from './provisioning-pages.ts';
import { Shell } from './Shell.tsx';
import { WaitingPage } from './WaitingPage.tsx';

/** The pages of one of the two sites: those of a tenant are the same at both, under another beginning. */
export function createSiteRouter(kind: 'provisioning' | 'platform') {
  const root = createRootRoute({
    component: () => (
      <Shell>
        <Outlet />
      </Shell>
    ),
    notFoundComponent: NotFoundPage,
  });
  const pages = kind === 'provisioning' ? provisioningPages(root) : platformPages(root);
  return createRouter({
    routeTree: root.addChildren(pages),
    defaultPreload: 'intent',
    defaultErrorComponent: FailedPage,
    defaultPendingComponent: WaitingPage,
    defaultPendingMs: 200,
    scrollRestoration: true,
  });
}
