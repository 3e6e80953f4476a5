import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, ServerOptions } from 'node:https';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import { OPEN_BODY_LIMIT } from './body-limits.ts';
import { answerError, answerNotFound } from './errors-to-http.ts';
import { describeApi } from './open-api.ts';
import { compileInput } from './read-input.ts';
import { answerUnreadable } from './unreadable-request.ts';

/** An app whose routes know the types of their schemas. */
export type Api = FastifyInstance<
  Server,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface AppOptions {
  readonly log: FastifyBaseLogger;
  readonly version: string;
  /** Of the socket that it listens on, if it listens. */
  readonly tls: ServerOptions;
}

/** A client's name of 255 characters, each escaped as UTF-8 in an address. */
const MAX_PARAM_LENGTH = 255 * 9;

/** Reads requests, answers errors and describes itself; without a route so far, and listening nowhere. */
export async function createApp({ log, version, tls }: AppOptions): Promise<Api> {
  const app: Api = fastify({
    bodyLimit: OPEN_BODY_LIMIT,
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
  await app.register(swagger, describeApi(version));
  return app;
}
