import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, ServerOptions } from 'node:https';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import type { Provisioning } from '../provisioning.ts';
import type { AdminRecord } from '../provisioning-store.ts';
import { addAccessRoutes, addPublicAccessRoutes } from './access-routes.ts';
import { addAcmeRoutes } from './acme-routes.ts';
import { addActionRoutes } from './action-routes.ts';
import { addBrowserHeaders } from './add-browser-headers.ts';
import { addAuthorityRoutes } from './authority-routes.ts';
import { addCertificateRoutes } from './certificate-routes.ts';
import { addChangeRoutes } from './change-routes.ts';
import { addClientRoutes } from './client-routes.ts';
import { addComputerRoutes } from './computer-routes.ts';
import { addConsoleRoutes } from './console-routes.ts';
import { addEndpointServerRoutes } from './endpoint-server-routes.ts';
import { answerError, answerNotFound, BODY_LIMIT } from './errors-to-http.ts';
import { addGroupRoutes } from './group-routes.ts';
import { authenticate } from './identity.ts';
import { addMetricsRoute } from './metrics-route.ts';
import { describeApi } from './open-api.ts';
import { compileInput } from './read-input.ts';
import { addRequestRoutes } from './request-routes.ts';
import { addTenantRoutes } from './tenant-routes.ts';
import { answerUnreadable } from './unreadable-request.ts';
import { addWatchRoutes } from './watch-routes.ts';

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
/** A client's name of 255 characters, each escaped as UTF-8 in an address. */
const MAX_PARAM_LENGTH = 255 * 9;

/** Provisioning's HTTP API. Not listening yet: the caller decides where, tests inject. */
export async function createApi(provisioning: Provisioning, { log, version, tls }: ApiOptions): Promise<Api> {
  const app: Api = fastify({
    bodyLimit: BODY_LIMIT,
    loggerInstance: log,
    https: tls,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: answerError,
    clientErrorHandler: answerUnreadable,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(compileInput);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  addBrowserHeaders(app, provisioning);
  await app.register(swagger, { openapi: describeApi(version) });
  await app.register(async (routes: Api) => addPublicRoutes(routes, provisioning), { prefix: PREFIX });
  await app.register(async (routes: Api) => addGuardedRoutes(routes, provisioning), { prefix: PREFIX });
  await app.register(async (routes: Api) => {
    guard(routes, provisioning);
    addMetricsRoute(routes, provisioning);
  });
  return app;
}

function addPublicRoutes(routes: Api, provisioning: Provisioning): void {
  addPublicAccessRoutes(routes, provisioning);
  routes.get('/health', { schema: { summary: 'Whether the server runs' } }, async () => ({ status: 'ok' }));
  routes.get('/openapi.json', { schema: { hide: true } }, async () => routes.swagger());
}

function addGuardedRoutes(routes: Api, provisioning: Provisioning): void {
  guard(routes, provisioning);
  addAccessRoutes(routes, provisioning);
  addTenantRoutes(routes, provisioning);
  addClientRoutes(routes, provisioning);
  addComputerRoutes(routes, provisioning);
  addActionRoutes(routes, provisioning);
  addGroupRoutes(routes, provisioning);
  addEndpointServerRoutes(routes, provisioning);
  addCertificateRoutes(routes, provisioning);
  addAuthorityRoutes(routes, provisioning);
  addRequestRoutes(routes, provisioning);
  addAcmeRoutes(routes, provisioning);
  addChangeRoutes(routes, provisioning);
  addConsoleRoutes(routes, provisioning);
  addWatchRoutes(routes, provisioning);
}

function guard(routes: Api, { access }: Provisioning): void {
  routes.addHook('onRequest', async (request) => {
    request.admin = await authenticate(request, access);
  });
}
