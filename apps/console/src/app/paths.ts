import { type AnyRoute, createRootRoute } from '@tanstack/react-router';
import { platformPages } from './platform-pages.ts';
import { provisioningPages } from './provisioning-pages.ts';

/** The pattern of every page, such as `/tenants/$tenant/crossing`: whoever goes through all of them misses none. */
export const pathsOfProvisioning = (): string[] => pathsBelow(provisioningPages(createRootRoute()));
export const pathsOfPlatform = (): string[] => pathsBelow(platformPages(createRootRoute()));

function pathsBelow(routes: readonly AnyRoute[], above = ''): string[] {
  return routes.flatMap((route) => {
    const path = 'path' in route.options ? String(route.options.path) : '';
    const own = `${above}/${path.replace(/^\/|\/$/g, '')}`.replace(/\/$/, '');
    // Children are an array as the pages above give them.
    const children = (route.children ?? []) as readonly AnyRoute[];
    return children.length === 0 ? [own || '/'] : pathsBelow(children, own);
  });
}
