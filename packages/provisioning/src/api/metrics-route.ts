import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import type { Api } from './api.ts';

/** Figures for Prometheus, for signed-in admins and API tokens like everything else. */
export function addMetricsRoute(routes: Api, { metrics }: Provisioning): void {
  routes.get(
    '/metrics',
    {
      schema: {
        summary: 'Figures in the text format of Prometheus',
        response: { 200: { content: { 'text/plain': { schema: Type.String() } } } },
      },
    },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.scrape()),
  );
}
