import type { AnyRoute } from '@tanstack/react-router';
import { page } from './page.ts';

/** The pages about clients, what they talk to, and how often. */
export function clientPages(parent: AnyRoute): AnyRoute[] {
  const server = page(
    parent,
    '/endpoint-servers/$server',
    () => import('../pages/endpoint-servers/ServerLayout.tsx'),
  );
  server.addChildren([
    page(server, '/', () => import('../pages/endpoint-servers/DetailsTab.tsx')),
    page(server, '/configure', () => import('../pages/endpoint-servers/ConfigureTab.tsx')),
  ]);
  return [
    page(parent, '/clients', () => import('../pages/clients/ClientsPage.tsx')),
    page(parent, '/clients/enrollment', () => import('../pages/clients/EnrollmentPage.tsx')),
    page(parent, '/clients/foreign-agents', () => import('../pages/clients/ForeignAgentsPage.tsx')),
    page(parent, '/clients/$client', () => import('../pages/clients/one/ClientPage.tsx')),
    page(parent, '/endpoint-servers', () => import('../pages/endpoint-servers/EndpointServersPage.tsx')),
    server,
    page(parent, '/frequencies', () => import('../pages/frequencies/FrequenciesPage.tsx')),
  ];
}
