import { CausewayError, type ErrorDocument, httpStatuses } from '@causeway/errors';
import type { ComputersPort } from '@causeway/inventory';
import { fastify } from 'fastify';
import { Type } from 'typebox';
import { platformApi } from '../platform-api.ts';
import type { PlatformDeed } from '../platform-options.ts';
import type { PlatformRoutes } from '../platform-routes.ts';

/** For tests: the platform's API of one tenant, with nobody at the door. */
export async function startPlatformApp(
  computers: ComputersPort | (() => ComputersPort),
  now = 0,
  scheme: 'http' | 'https' = 'http',
) {
  const deeds: PlatformDeed[] = [];
  const retired: string[] = [];
  const app = fastify();
  app.setErrorHandler((error: Error, _request, reply) => {
    const { status, document } = explain(error);
    void reply.code(status).send({ error: document });
  });
  await app.register(
    async (routes) =>
      platformApi(routes as PlatformRoutes, {
        params: { name: Type.String() },
        computersOf: async () => (typeof computers === 'function' ? computers() : computers),
        async record(_request, deed, act) {
          deeds.push(deed);
          return act();
        },
        async retireClient(_request, id) {
          retired.push(id);
        },
        explain,
        schemeOf: () => scheme,
        now: () => now,
      }),
    { prefix: '/tenants/:name' },
  );
  return {
    app,
    deeds,
    /** Ids of clients. */
    retired,
    get: (path: string, headers: Readonly<Record<string, string>> = {}) =>
      app.inject({
        method: 'GET',
        url: `/tenants/acme${path}`,
        headers: { host: 'acme.example', ...headers },
      }),
    post: (path: string) => app.inject({ method: 'POST', url: `/tenants/acme${path}` }),
    [Symbol.asyncDispose]: async () => app.close(),
  };
}

function explain(error: Error): { status: number; document: ErrorDocument } {
  if (error instanceof CausewayError)
    return { status: httpStatuses[error.kind], document: error.toDocument() };
  if ('validation' in error)
    return { status: 400, document: { kind: 'input', code: 'REQUEST_INVALID', message: error.message } };
  const fault = {
    kind: 'fault',
    code: 'INTERNAL_FAULT',
    message: 'The server met a fault of its own.',
  } as const;
  return { status: 500, document: fault };
}
