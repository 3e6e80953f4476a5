import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadPage } from './load-page.ts';

/** A page that is loaded when it is opened; its search parameters are its state, read by `useView`. */
export function page(
  parent: AnyRoute,
  path: string,
  load: () => Promise<{ default: ComponentType }>,
): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(loadPage(load)),
  });
}
