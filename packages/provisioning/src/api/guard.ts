import type { Role } from '@causeway/contract/admin';
import type { FastifyRequest } from 'fastify';
import type { SignedIn } from '../access/credentials-desk.ts';
import { nameAt } from '../access/reach.ts';
import { requireRole, roleNeededBy } from '../access/roles.ts';
import type { Api } from './api.ts';
import { authenticate, type Entrance } from './identity.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** How records name who is signed in; set before any route that needs one runs. */
    admin: { readonly name: string };
    signedIn: SignedIn;
    entrance: Entrance;
  }
  interface FastifyContextConfig {
    /** The role that a route needs; without it, viewer to look and operator to change something. */
    needs?: Role;
  }
}

export type EntranceOf = (request: FastifyRequest) => Entrance | Promise<Entrance>;

/**
 * Lets in to these routes who is signed in there and has the role that the route needs; only they may send more than
 * others. To be called before the routes are added. @param bodyLimit in bytes
 */
export function guard(routes: Api, entranceOf: EntranceOf, bodyLimit: number): void {
  routes.addHook('onRoute', (route) => {
    route.bodyLimit ??= bodyLimit;
  });
  routes.addHook('onRequest', async (request) => {
    const entrance = await entranceOf(request);
    const signedIn = await authenticate(request, entrance);
    requireRole(signedIn.role, roleNeededBy(request.method, request.routeOptions.config.needs));
    request.entrance = entrance;
    request.signedIn = signedIn;
    request.admin = { name: nameAt(entrance.access.reach, signedIn.admin.name) };
  });
}
