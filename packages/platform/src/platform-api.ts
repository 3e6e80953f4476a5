import { addODataRoutes } from './odata/add-odata-routes.ts';
import type { PlatformOptions } from './platform-options.ts';
import type { PlatformRoutes } from './platform-routes.ts';
import { addComputerRoutes } from './routes/computer-routes.ts';
import { addDuplicateRoutes } from './routes/duplicate-routes.ts';
import { addSoftwareRoutes } from './routes/software-routes.ts';

/**
 * A tenant's website API, as a Fastify plugin. Whoever mounts it lets in who may read and change, checks requests
 * against the schemas of the routes, and answers errors; of the feed at `/odata` it answers them by itself.
 */
export async function platformApi(routes: PlatformRoutes, options: PlatformOptions): Promise<void> {
  routes.addHook('onRequest', async (_request, reply) => {
    // What is on computers is nobody's to keep on the way.
    reply.header('cache-control', 'no-store');
  });
  addComputerRoutes(routes, options);
  addSoftwareRoutes(routes, options);
  addDuplicateRoutes(routes, options);
  await routes.register(async (feed) => addODataRoutes(feed, options), { prefix: '/odata' });
}
