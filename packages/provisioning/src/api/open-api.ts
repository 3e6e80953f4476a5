import type { SwaggerOptions } from '@fastify/swagger';
import { roleNeededBy } from '../access/roles.ts';

/** The OpenAPI document: its head; the routes add themselves, each with the role that it needs as `x-role`. */
export function describeApi(version: string): SwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Causeway',
        version,
        description:
          'Tenants, certificates, changes and clients. Errors carry a code, what was seen, what was expected and the remedy.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'an API token or the secret of a session' },
          session: {
            ...{ type: 'apiKey', in: 'cookie', name: '__Host-causeway_session' },
            description:
              'at the address of a tenant: __Host-causeway_session_TENANT, over HTTP without __Host-',
          },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    transform({ schema, url, route }) {
      const { config, method } = route;
      if (schema?.security?.length === 0) return { schema, url };
      // Ours are added one method at a time; HEAD beside GET needs the same.
      const role = roleNeededBy(String([method].flat()[0]), config?.needs);
      return { schema: { ...schema, 'x-role': role }, url };
    },
  };
}
