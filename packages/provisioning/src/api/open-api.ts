import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

/** The head of the OpenAPI document; the routes add themselves. */
export function describeApi(version: string): NonNullable<FastifyDynamicSwaggerOptions['openapi']> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Causeway provisioning',
      version,
      description:
        'Tenants, certificates, changes and clients. Errors carry a code, what was seen, what was expected and the remedy.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'an API token or the secret of a session' },
        session: { type: 'apiKey', in: 'cookie', name: 'causeway_session' },
      },
    },
    security: [{ bearer: [] }, { session: [] }],
  };
}
