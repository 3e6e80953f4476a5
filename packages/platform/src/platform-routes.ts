import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProviderDefault } from 'fastify';

/** Where the platform's routes are added, whatever server it is. */
export type PlatformRoutes = FastifyInstance<
  Server | SecureServer,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  FastifyTypeProviderDefault
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Whether this request may carry an API token as the password of `Authorization: Basic` (RFC 7617), for programs that
     * cannot send a bearer token. Who lets admins in has to honor it.
     */
    takesBasic?: (request: FastifyRequest) => boolean;
  }
  interface FastifyRequest {
    /** In the feed: the address of its root, as the client dialed it, without a slash at the end. */
    feedRoot: string;
  }
}
