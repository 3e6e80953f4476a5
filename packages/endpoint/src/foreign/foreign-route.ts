import { endpointErrors } from '../errors.ts';
import { sendAnswer } from '../requests/plain-answer.ts';
import type { Route, Routes, Served } from '../routes/context.ts';
import { whenOverloaded } from './refuse.ts';

/** POST what an agent has to say; GET an answer that was not ready. */
const route: Route = async (request, response, arrival, { foreign, foreignDesk }) => {
  const door = foreign();
  if (door === undefined) throw endpointErrors.error('FOREIGN_AGENTS_OFF');
  sendAnswer(response, await foreignDesk.answer(request, arrival, door));
};

const served: Served = { methods: ['GET', 'POST'], route, whenOverloaded };

/** Where agents send to: what their manuals say, and the bare root when they were given a host alone. */
export const foreignPaths = [
  ...['/ocsinventory', '/ocsinventory/', '/front/inventory.php', '/'],
  ...['/plugins/glpiinventory/', '/plugins/fusioninventory/'],
] as const;

export const foreignRoutes: Routes = Object.fromEntries(foreignPaths.map((path) => [path, served]));
