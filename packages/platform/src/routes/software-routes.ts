import { ComputerListQuery, ComputerView, InstallationView, SoftwareView } from '@causeway/contract/admin';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ComputersDesk } from '../computers-desk.ts';
import { computers, installations, software } from '../entities.ts';
import { addList } from '../lists/add-list.ts';
import type { PlatformOptions } from '../platform-options.ts';
import type { PlatformRoutes } from '../platform-routes.ts';
import { answers } from './answers.ts';

const Named = { software: Type.String({ maxLength: 300, description: 'its id' }) };

/** The catalog of a tenant's software, and who has what. */
export function addSoftwareRoutes(
  routes: PlatformRoutes,
  { params, computersOf, schemeOf }: PlatformOptions,
): void {
  const All = Type.Object(params);
  const One = Type.Object({ ...params, ...Named });
  addList(routes, {
    schemeOf,
    path: '/software',
    summary: 'Software, however many computers have it',
    entity: software,
    row: SoftwareView,
    params: All,
    open: async (request) => {
      const port = await computersOf(request);
      return (query) => port.software(query);
    },
  });
  routes.get(
    '/software/:software',
    { schema: { summary: 'One entry of the catalog', params: One, response: answers(SoftwareView) } },
    async (request) => new ComputersDesk(await computersOf(request)).software(idIn(request)),
  );
  addList(routes, {
    schemeOf,
    path: '/software/:software/computers',
    summary: 'The computers that have a software',
    entity: computers,
    row: ComputerView,
    params: One,
    query: Type.Omit(ComputerListQuery, ['software']),
    open: async (request, { archived }) => {
      const port = await computersOf(request);
      const { id: softwareId } = await new ComputersDesk(port).software(idIn(request));
      return (query) => port.list({ ...query, archived, softwareId });
    },
  });
  addList(routes, {
    schemeOf,
    path: '/installations',
    summary: 'Which computer has which software',
    entity: installations,
    row: InstallationView,
    params: All,
    open: async (request) => {
      const port = await computersOf(request);
      return (query) => port.installations(query);
    },
  });
}

/** As the schema of the path demands it. */
function idIn({ params }: FastifyRequest): string {
  return (params as { readonly software: string }).software;
}
