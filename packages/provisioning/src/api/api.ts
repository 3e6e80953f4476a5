import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, ServerOptions } from 'node:https';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import type { Provisioning } from '../provisioning.ts';
import type { AdminRecord } from '../provisioning-store.ts';
import { addAccessRoutes, addPublicAccessRoutes } from './access-routes.ts';
import { addCertificateRoutes } from './certificate-routes.ts';
import { addChangeRoutes } from './change-routes.ts';
import { addClientRoutes } from './client-routes.ts';
import { answerError, answerNotFound } from './errors-to-http.ts';
import { authenticate } from './identity.ts';
import { describeApi } from './open-api.ts';
import { addTenantRoutes } from './tenant-routes.ts';

/** An app whose routes know the types of their schemas. */
export type Api = FastifyInstance<
  Server,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The signed-in admin; set before any route that needs one runs. */
    admin: AdminRecord;
  }
}

export interface ApiOptions {
  readonly log: FastifyBaseLogger;
  readonly version: string;
  /** Certificate, key and the TLS profile of the console. */
  readonly tls: ServerOptions;
}

const PREFIX = '/api/v1';
/** Room for a certificate file of 10 MB in JSON, so that certificates itself can say what is wrong with it. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** Provisioning's HTTP API. Not listening yet: the caller decides where, tests inject. */
export async function createApi(provisioning: Provisioning, { log, version, tls }: ApiOptions): Promise<Api> {
  const app: Api = fastify({
    bodyLimit: BODY_LIMIT,
    loggerInstance: log,
    https: tls,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  await app.register(swagger, { openapi: describeApi(version) });
  await app.register(async (routes: Api) => addPublicRoutes(routes, provisioning), { prefix: PREFIX });
  await app.register(async (routes: Api) => addGuardedRoutes(routes, provisioning), { prefix: PREFIX });
  return app;
}

function addPublicRoutes(routes: Api, provisioning: Provisioning): void {
  addPublicAccessRoutes(routes, provisioning);
  routes.get('/health', { schema: { summary: 'Whether the server runs' } }, async () => ({ status: 'ok' }));
  routes.get('/openapi.json', { schema: { hide: true } }, async () => routes.swagger());
}

function addGuardedRoutes(routes: Api, provisioning: Provisioning): void {
  routes.addHook('onRequest', async (request) => {
    request.admin = await authenticate(request, provisioning.access);
  });
  addAccessRoutes(routes, provisioning);
  addTenantRoutes(routes, provisioning);
  addClientRoutes(routes, provisioning);
  addCertificateRoutes(routes, provisioning);
  addChangeRoutes(routes, provisioning);
}
