import {
  ArchiveComputer,
  ComputerChangeView,
  ComputerDetailsView,
  ComputerListQuery,
  ComputerView,
  InstallationView,
  Nullable,
  OperatingSystemCount,
} from '@causeway/contract/admin';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ComputersDesk } from '../computers-desk.ts';
import { changes, computers, installations } from '../entities.ts';
import { addList } from '../lists/add-list.ts';
import type { PlatformOptions } from '../platform-options.ts';
import type { PlatformRoutes } from '../platform-routes.ts';
import { answers } from './answers.ts';

const Named = { computer: Type.String({ maxLength: 300, description: 'id, or the name that only one has' }) };

/** The computers of a tenant, each with what is on it and what became another. */
export function addComputerRoutes(routes: PlatformRoutes, options: PlatformOptions): void {
  const { computersOf, schemeOf } = options;
  const One = Type.Object({ ...options.params, ...Named });
  addList(routes, {
    schemeOf,
    path: '/computers',
    summary: 'Computers',
    entity: computers,
    row: ComputerView,
    params: Type.Object(options.params),
    query: ComputerListQuery,
    open: async (request, { archived, software: softwareId }) => {
      const port = await computersOf(request);
      return (query) => port.list({ ...query, archived, softwareId });
    },
  });
  routes.get(
    '/computers/:computer',
    {
      schema: {
        summary: 'All that is known of a computer',
        params: One,
        response: answers(ComputerDetailsView),
      },
    },
    async (request) => new ComputersDesk(await computersOf(request)).get(nameIn(request)),
  );
  addList(routes, {
    schemeOf,
    path: '/computers/:computer/software',
    summary: 'What is installed on a computer',
    entity: installations,
    row: InstallationView,
    params: One,
    open: async (request) => {
      const port = await computersOf(request);
      const computerId = await new ComputersDesk(port).idOf(nameIn(request));
      return (query) => port.installations({ ...query, computerId });
    },
  });
  addList(routes, {
    schemeOf,
    path: '/computers/:computer/changes',
    summary: 'What became another on a computer, newest first',
    entity: changes,
    row: ComputerChangeView,
    params: One,
    open: async (request) => {
      const port = await computersOf(request);
      const computerId = await new ComputersDesk(port).idOf(nameIn(request));
      return (query) => port.changes({ ...query, computerId });
    },
  });
  addList(routes, {
    schemeOf,
    path: '/changes',
    summary: 'What became another on any computer, newest first',
    entity: changes,
    row: ComputerChangeView,
    params: Type.Object(options.params),
    open: async (request) => {
      const port = await computersOf(request);
      return (query) => port.changes(query);
    },
  });
  routes.get(
    '/operating-systems',
    {
      schema: {
        summary: 'How many computers there are by operating system',
        params: Type.Object(options.params),
        response: answers(Type.Array(OperatingSystemCount)),
      },
    },
    async (request) => (await computersOf(request)).countByOs(),
  );
  addVerbs(routes, options);
}

function addVerbs(routes: PlatformRoutes, { params, computersOf, record, now }: PlatformOptions): void {
  const schema = { params: Type.Object({ ...params, ...Named }), response: answers(ComputerView) };
  const deskOf = async (request: FastifyRequest) => new ComputersDesk(await computersOf(request));
  routes.post(
    '/computers/:computer/archive',
    { schema: { summary: 'Take a computer out of the lists', ...schema, body: Nullable(ArchiveComputer) } },
    async (request) => {
      const subject = nameIn(request);
      // Checked against the schema just above; programs may send no body at all.
      const detail = (request.body as ArchiveComputer | null) ?? undefined;
      return record(request, { action: 'computer.archive', subject, detail }, async () =>
        (await deskOf(request)).archive(subject, now()),
      );
    },
  );
  routes.post(
    '/computers/:computer/restore',
    { schema: { summary: 'Put an archived computer back', ...schema } },
    async (request) => {
      const subject = nameIn(request);
      return record(request, { action: 'computer.restore', subject }, async () =>
        (await deskOf(request)).restore(subject),
      );
    },
  );
}

/** As the schema of the path demands it. */
function nameIn({ params }: FastifyRequest): string {
  return (params as { readonly computer: string }).computer;
}
