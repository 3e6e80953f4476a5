import { platformApi } from '@causeway/platform';
import type { FastifyRequest } from 'fastify';
import { findVisit } from '../platform-site/visit.ts';
import type { Provisioning } from '../provisioning.ts';
import { ByName } from './answers.ts';
import type { Api } from './api.ts';
import { explainError } from './errors-to-http.ts';

/** The platform's API of every tenant: its computers, its software and the feed of both. */
export function addComputerRoutes(routes: Api, { tenants, audit, now }: Provisioning): void {
  void routes.register(platformApi, {
    prefix: '/tenants/:name',
    params: ByName.properties,
    computersOf: (request: FastifyRequest) => tenants.computersOf(tenantIn(request)),
    record: (request: FastifyRequest, { subject, ...deed }, act) =>
      audit.record({ ...deed, actor: request.admin.name, subject: `${tenantIn(request)}/${subject}` }, act),
    async retireClient(request, id) {
      await (await tenants.clientsOf(tenantIn(request))).retire(id);
    },
    explain: explainError,
    schemeOf: ({ raw }: FastifyRequest) => findVisit(raw)?.scheme ?? 'https',
    now,
  });
}

/** As the schema of the path demands it. */
function tenantIn({ params }: FastifyRequest): string {
  return (params as { readonly name: string }).name;
}
